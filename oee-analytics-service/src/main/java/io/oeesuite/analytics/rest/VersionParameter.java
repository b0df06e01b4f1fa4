package io.oeesuite.analytics.rest;

import java.util.OptionalInt;

import io.oeesuite.httpaccess.ProblemException;

/** Which of the figures that were published: {@code as} and {@code version}. */
final class VersionParameter {
    private VersionParameter() {}

    /** @return empty for what the ledger says now; else the figures as they were when this version was the newest */
    static OptionalInt parse(String as, String version) {
        if (version != null && !version.isBlank()) {
            return OptionalInt.of(number(version.strip()));
        }
        if (as == null || as.isBlank() || as.equals("restated")) {
            return OptionalInt.empty();
        }
        if (as.equals("reported")) {
            return OptionalInt.of(1);
        }
        throw new ProblemException(new Problem.BadParameter("as", as, "restated, reported"));
    }

    private static int number(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below
        }
        throw new ProblemException(new Problem.BadParameter("version", version, "a whole number from 1 on"));
    }
}
