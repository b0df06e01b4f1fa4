package io.oeesuite.engine.ledger;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.TimeRange;

/**
 * A stretch of time in which nothing that matters changed, [fromMs, toMs), milliseconds since 1970 UTC.
 *
 * @param toMs {@link TimeRange#FOREVER} while it goes on
 * @param state PackML state number; empty when never reported
 * @param mode PackML unit mode number; empty when never reported
 * @param stopFromMs when the whole contiguous unplanned stop began that this is part of; empty when it is not a stop
 * @param outgrowsAtMs when the stop becomes UNPLANNED_DOWN if it goes on; only for a MINOR_STOP that goes on
 * @param hasIdeal an ideal cycle time was known
 */
public record LedgerInterval(
        long fromMs,
        long toMs,
        LedgerBucket bucket,
        OptionalInt state,
        OptionalInt mode,
        String reason,
        String product,
        String order,
        OptionalLong stopFromMs,
        OptionalLong outgrowsAtMs,
        boolean online,
        boolean hasIdeal,
        LedgerFlags flags) {

    private static final long FIXED_BYTES = 100;
    private static final long BYTES_PER_CHARACTER = 3;

    public LedgerInterval {
        Objects.requireNonNull(bucket, "bucket");
        if (toMs <= fromMs) {
            throw new IllegalArgumentException("an interval must not be empty: " + fromMs + " to " + toMs);
        }
    }

    public boolean isOpen() {
        return toMs == TimeRange.FOREVER;
    }

    /** The part of it that lies in the range, which it must overlap. */
    public LedgerInterval within(TimeRange range) {
        return range.fromMs() <= fromMs && range.toMs() >= toMs
                ? this
                : new LedgerInterval(
                        Math.max(fromMs, range.fromMs()),
                        Math.min(toMs, range.toMs()),
                        bucket,
                        state,
                        mode,
                        reason,
                        product,
                        order,
                        stopFromMs,
                        outgrowsAtMs,
                        online,
                        hasIdeal,
                        flags);
    }

    /** This interval as it is when the stop that it is part of has been judged anew. */
    public LedgerInterval judged(LedgerBucket newBucket, OptionalLong newOutgrowsAtMs) {
        return new LedgerInterval(
                fromMs,
                toMs,
                newBucket,
                state,
                mode,
                reason,
                product,
                order,
                stopFromMs,
                newOutgrowsAtMs,
                online,
                hasIdeal,
                flags);
    }

    /** About its size in a record, never much less. */
    long bytes() {
        return FIXED_BYTES + BYTES_PER_CHARACTER * (reason.length() + product.length() + order.length());
    }
}
