package io.oeesuite.engine.ledger;

/**
 * What was produced in one slot of time, (fromMs, fromMs + 10 s], of one product and for one order: an item counted at t was made before t.
 *
 * @param total items
 * @param reject rejected items; may exceed the total of the slot
 * @param unrated items (rejected ones again) counted while no ideal cycle time was known
 * @param idealTotal Σ ideal cycle × items
 * @param idealReject Σ ideal cycle × rejected items
 * @param idealStartup the part of it that was rejected during set-up or start-up
 */
public record CountSlot(
        long fromMs,
        String product,
        String order,
        long total,
        long reject,
        long unrated,
        IdealTime idealTotal,
        IdealTime idealReject,
        IdealTime idealStartup,
        LedgerFlags flags) {

    public static final long LENGTH_MS = 10_000;

    private static final long FIXED_BYTES = 100;
    private static final long BYTES_PER_CHARACTER = 3;

    /** The beginning of the slot to which an item belongs that was counted at this instant. */
    public static long holding(long countedAtMs) {
        return Math.floorDiv(countedAtMs - 1, LENGTH_MS) * LENGTH_MS;
    }

    /** The beginning of the first slot that begins at the instant or after it. */
    static long beginningFrom(long timeMs) {
        return Math.ceilDiv(timeMs, LENGTH_MS) * LENGTH_MS;
    }

    public boolean hasIdeal() {
        return unrated == 0;
    }

    public double idealTotalMs() {
        return idealTotal.ms();
    }

    public double idealGoodMs() {
        return idealTotal.minus(idealReject).ms();
    }

    public double idealStartupMs() {
        return idealStartup.ms();
    }

    /** About its size in a record, never much less. */
    long bytes() {
        return FIXED_BYTES + BYTES_PER_CHARACTER * (product.length() + order.length());
    }
}
