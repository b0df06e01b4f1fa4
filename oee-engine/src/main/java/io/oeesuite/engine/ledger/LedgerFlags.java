package io.oeesuite.engine.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * A set of flags.
 *
 * @param bits one per {@link LedgerFlag}, by ordinal
 */
public record LedgerFlags(int bits) {
    public static final LedgerFlags NONE = new LedgerFlags(0);

    public static LedgerFlags of(LedgerFlag... flags) {
        LedgerFlags all = NONE;
        for (LedgerFlag flag : flags) {
            all = all.with(flag);
        }
        return all;
    }

    public LedgerFlags with(LedgerFlag flag) {
        return new LedgerFlags(bits | 1 << flag.ordinal());
    }

    public LedgerFlags with(LedgerFlags others) {
        return others.bits == 0 ? this : new LedgerFlags(bits | others.bits);
    }

    public boolean has(LedgerFlag flag) {
        return (bits & 1 << flag.ordinal()) != 0;
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    /** The flags in their order. */
    public List<LedgerFlag> list() {
        return Arrays.stream(LedgerFlag.values()).filter(this::has).toList();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
