package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.List;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.Windows;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowSpan;
import io.oeesuite.httpaccess.ProblemException;

/** How a range is to be cut. */
enum WindowParameter {
    NONE,
    MINUTE,
    HOUR,
    DAY,
    ORDER;

    static WindowParameter parse(String value) {
        if (value == null || value.isBlank()) {
            return NONE;
        }
        return switch (value.strip()) {
            case "minute" -> MINUTE;
            case "hour" -> HOUR;
            case "day" -> DAY;
            case "order" -> ORDER;
            case "shift" -> throw new ProblemException(new Problem.ShiftsNotAvailable());
            default -> throw new ProblemException(new Problem.UnknownWindow(value));
        };
    }

    /** The clock by which windows over these machines are cut: theirs when they share one, UTC when they do not. */
    static SiteClock clockOf(List<KnownMachine> machines) {
        SiteClock first = machines.getFirst().clock();
        return machines.stream().allMatch(machine -> machine.clock().equals(first)) ? first : SiteClock.UTC;
    }

    /** The windows that overlap the range, the outer ones clipped to it. */
    static Windows cut(WindowKind kind, SiteClock clock, Period range) {
        List<Long> bounds = new ArrayList<>();
        for (WindowSpan span : WindowSpan.overlapping(kind, clock, range.fromMs(), range.toMs())) {
            bounds.add(Math.max(span.fromMs(), range.fromMs()));
        }
        bounds.add(range.toMs());
        return new Windows(bounds);
    }

    /** @throws ProblemException when the range holds more windows, times machines, than are answered at once */
    static void requireFew(WindowKind kind, Period range, int machines, int most) {
        long shortest = switch (kind) {
            case MINUTE -> 60_000L;
            case HOUR -> 3_600_000L;
            case DAY -> 23 * 3_600_000L;
        };
        long count = Math.ceilDiv(range.lengthMs(), shortest) * machines;
        if (count > most) {
            throw new ProblemException(new Problem.RangeTooLong(
                    kind.name().toLowerCase(java.util.Locale.ROOT) + " windows"
                            + (machines > 1 ? " of " + machines + " machines" : ""),
                    count,
                    most));
        }
    }
}
