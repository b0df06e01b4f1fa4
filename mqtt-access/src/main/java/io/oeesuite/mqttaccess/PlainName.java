package io.oeesuite.mqttaccess;

import java.util.regex.Pattern;

/**
 * Which names clients and groups of devices may have. A name becomes a level of a topic, the common name of a certificate, a line of an access file and a
 * part of a regular expression: in all of them these characters stand for themselves. With ASCII alone no letter can pass for another, as a Cyrillic е for a Latin e would.
 */
public final class PlainName {

    /** The longest name, in characters: that of a certificate's common name (X.520, ub-common-name). */
    public static final int MAX_LENGTH = 64;

    /** The rule as a sentence, for messages to people. */
    public static final String RULE =
            "1 to " + MAX_LENGTH + " of the characters A-Z a-z 0-9 _ . : @ -, the first a letter or a digit";

    /** The rule as the regular expressions of Java, Perl and Erlang write it, without anchors. */
    static final String EXPRESSION = "[A-Za-z0-9][A-Za-z0-9_.:@-]{0," + (MAX_LENGTH - 1) + "}";

    private static final Pattern PATTERN = Pattern.compile(EXPRESSION);

    private PlainName() {}

    /** Whether the text is such a name. */
    public static boolean isPlain(String text) {
        return PATTERN.matcher(text).matches();
    }
}
