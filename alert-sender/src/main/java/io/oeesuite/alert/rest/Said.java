package io.oeesuite.alert.rest;

import java.util.Optional;

import io.oeesuite.httpaccess.ProblemException;

/** Text that somebody gives. It is stored, shown and sent on: so it has a limit, and no control characters. */
final class Said {
    static final int LONGEST_NAME = 300;
    static final int LONGEST_COMMENT = 1_000;

    private Said() {}

    /**
     * Nothing is the empty text.
     *
     * @throws ProblemException when it is too long, or holds control characters
     */
    static String text(String field, String given, int longest) {
        String text = Optional.ofNullable(given).orElse("");
        if (text.length() > longest) {
            throw new ProblemException(new Problem.InvalidText(
                    field, "has " + text.length() + " characters, at most " + longest + " are allowed"));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(new Problem.InvalidText(field, "holds control characters"));
        }
        return text;
    }
}
