package io.oeesuite.auth.device;

import java.util.Optional;
import java.util.regex.Pattern;

import io.oeesuite.auth.problem.Problem;

/** Text that somebody gives. Names become levels of topics: they hold neither separators nor wildcards. */
final class Said {
    static final int MOST_GROUPS = 100;

    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final Pattern NAME = Pattern.compile("[^/+#$\\s\\p{Cntrl}]{1,100}");

    private Said() {}

    static String name(String field, String given) {
        if (given == null || !NAME.matcher(given).matches()) {
            throw Problem.badParameter(
                            field,
                            String.valueOf(given),
                            "1..100 characters, none of them a blank, a control character or one of / + # $")
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
