package io.oeesuite.auth.device;

import java.util.Optional;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.mqttaccess.PlainName;

/** Text that somebody gives. Names become levels of topics: they are as plain as client ids. */
final class Said {
    static final int MOST_GROUPS = 100;

    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_SITE = 200;

    private Said() {}

    static String name(String field, String given) {
        if (given == null || !PlainName.isPlain(given)) {
            throw Problem.badParameter(field, String.valueOf(given), PlainName.RULE)
                    .thrown();
        }
        return given;
    }

    /** A Sparkplug group: whatever can be a level of a topic. */
    static Optional<String> site(String given) {
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        boolean isLevel = given.length() <= LONGEST_SITE
                && given.equals(given.strip())
                && given.chars()
                        .noneMatch(character -> "/+#".indexOf(character) >= 0 || Character.isISOControl(character));
        // as a token writes every site
        if (!isLevel || given.equals("*")) {
            throw Problem.badParameter(
                            "site",
                            given,
                            "a Sparkplug group: 1 to " + LONGEST_SITE
                                    + " characters without / + #, control characters, and blanks around it; not *")
                    .thrown();
        }
        return Optional.of(given);
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
