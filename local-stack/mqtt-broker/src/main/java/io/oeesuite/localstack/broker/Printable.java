package io.oeesuite.localstack.broker;

import java.util.regex.Pattern;

/** What a client has said, as it may stand in a log: in one line, and all to be seen. */
final class Printable {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String said) {
        return UNSEEN.matcher(said).replaceAll("?");
    }
}
