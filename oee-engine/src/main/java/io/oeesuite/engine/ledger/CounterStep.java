package io.oeesuite.engine.ledger;

/**
 * What was counted between two readings of a counter.
 *
 * @param items ≥ 0
 */
public record CounterStep(long items, LedgerFlags flags) {
    private static final double NEARLY_FULL = 0.9;
    private static final double NEARLY_EMPTY = 0.1;

    /**
     * A counter that drops has rolled over when it was at 90 % of its maximum at least and is at 10 % at most; otherwise it was reset and has counted what
     * it shows.
     */
    public static CounterStep between(long before, long now, long max) {
        if (now >= before) {
            return new CounterStep(now - before, LedgerFlags.NONE);
        }
        if (before >= NEARLY_FULL * max && now <= NEARLY_EMPTY * max && before <= max) {
            return new CounterStep(now + (max - before) + 1, LedgerFlags.of(LedgerFlag.COUNTER_ROLLOVER));
        }
        return new CounterStep(now, LedgerFlags.of(LedgerFlag.COUNTER_RESET));
    }
}
