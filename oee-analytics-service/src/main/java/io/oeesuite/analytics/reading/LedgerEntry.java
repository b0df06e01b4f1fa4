package io.oeesuite.analytics.reading;

import java.util.OptionalInt;

import io.oeesuite.engine.ledger.LedgerBucket;

/**
 * One interval of the ledger of a machine, clipped to the range that was asked for.
 *
 * @param hasIdeal an ideal cycle time was known in it
 * @param flags bit n = flag number n of the contract
 * @param open it still goes on and the range does not end before now
 */
public record LedgerEntry(
        String equipment,
        long fromMs,
        long toMs,
        LedgerBucket bucket,
        OptionalInt state,
        OptionalInt mode,
        String reason,
        String product,
        String order,
        boolean online,
        boolean hasIdeal,
        int flags,
        boolean open) {

    public long durationMs() {
        return toMs - fromMs;
    }
}
