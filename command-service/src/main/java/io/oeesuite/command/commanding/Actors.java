package io.oeesuite.command.commanding;

import java.text.Normalizer;
import java.util.Locale;

import io.oeesuite.httpaccess.Caller;

/** Who commands. Some are no person, and people cannot take their names. */
public final class Actors {
    /** Requests of the service that reads what edge nodes say. */
    public static final String INGEST = "ingest-service";

    /** Whoever asks on this machine and does not say who. */
    public static final String LOCAL = Caller.LOCAL;

    private Actors() {}

    /** Whether both are one person, however the name is written: "Anna" is "anna". */
    public static boolean same(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
