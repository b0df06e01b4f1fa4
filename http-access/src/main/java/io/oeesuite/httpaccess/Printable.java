package io.oeesuite.httpaccess;

import java.util.regex.Pattern;

/** What somebody has asked for, as it may stand in a log: in one line, and all to be seen. */
public final class Printable {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    public static String of(Object asked) {
        return UNSEEN.matcher(asked.toString()).replaceAll("?");
    }
}
