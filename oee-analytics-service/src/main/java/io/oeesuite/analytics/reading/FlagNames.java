package io.oeesuite.analytics.reading;

import java.util.Collection;
import java.util.List;

import io.oeesuite.contracts.Flag;

/** Flags as REST and the board write them: {@code COUNTER_RESET}. */
public final class FlagNames {
    private static final int PREFIX = "FLAG_".length();

    private FlagNames() {}

    public static List<String> of(Collection<Flag> flags) {
        return flags.stream().map(flag -> flag.name().substring(PREFIX)).toList();
    }
}
