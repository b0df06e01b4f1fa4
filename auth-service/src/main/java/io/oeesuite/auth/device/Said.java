package io.oeesuite.auth.device;

import java.util.Optional;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.mqttaccess.PlainName;

/** Text that somebody gives. Names become levels of topics: they are as plain as client ids. */
final class Said {
    static final int MOST_GROUPS = 100;

    private static final int LONGEST_DESCRIPTION = 1_000;

    private Said() {}

    static String name(String field, String given) {
        if (given == null || !PlainName.isPlain(given)) {
            throw Problem.badParameter(field, String.valueOf(given), PlainName.RULE)
                    .thrown();
        }
        return given;
    }

    static Optional<String> optionalName(String field, String given) {
        return given == null || given.isEmpty() ? Optional.empty() : Optional.of(name(field, given));
    }

    static String description(String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST_DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badParameter(
                            "description",
                            text.length() + " characters",
                            "at most " + LONGEST_DESCRIPTION + ", no control characters")
                    .thrown();
        }
        return text;
    }
}
