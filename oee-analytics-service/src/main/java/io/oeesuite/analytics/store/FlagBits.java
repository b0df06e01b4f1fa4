package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.oeesuite.contracts.Flag;

/** A set of {@link Flag}s in an int, bit n for flag number n, so that PostgreSQL can add them up with {@code bit_or}. */
public final class FlagBits {
    private FlagBits() {}

    public static int of(Collection<Flag> flags) {
        int bits = 0;
        for (Flag flag : flags) {
            if (flag != Flag.UNRECOGNIZED && flag != Flag.FLAG_UNSPECIFIED) {
                bits |= 1 << flag.getNumber();
            }
        }
        return bits;
    }

    /** The flags, by number. */
    public static List<Flag> flags(int bits) {
        List<Flag> flags = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            if (flag != Flag.UNRECOGNIZED && flag != Flag.FLAG_UNSPECIFIED && (bits & 1 << flag.getNumber()) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
