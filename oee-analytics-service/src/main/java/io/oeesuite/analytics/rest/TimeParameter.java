package io.oeesuite.analytics.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;

import io.oeesuite.httpaccess.ProblemException;

/** A time in a query: ISO 8601 with an offset, to the millisecond. */
final class TimeParameter {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse(Year.of(9999) + "-12-31T23:59:59.999Z");

    private TimeParameter() {}

    /** @return milliseconds since 1970 UTC */
    static long parse(String parameter, String value) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(new Problem.MissingParameter(parameter));
        }
        try {
            // an unescaped plus sign arrives as a space, which no time of ours contains otherwise
            Instant instant =
                    OffsetDateTime.parse(value.strip().replace(' ', '+')).toInstant();
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
                throw new ProblemException(new Problem.BadTime(parameter, value));
            }
            return instant.toEpochMilli();
        } catch (DateTimeException malformed) {
            throw new ProblemException(new Problem.BadTime(parameter, value));
        }
    }
}
