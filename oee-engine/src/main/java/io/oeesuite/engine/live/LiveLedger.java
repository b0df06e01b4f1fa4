package io.oeesuite.engine.live;

import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerInterval;

/** Learns from a {@link LiveMachine}, in the order of time, what has become final of its ledger. */
public interface LiveLedger {
    /** Stands for the begin of a stop when there is none. */
    long NO_STOP = Long.MIN_VALUE;

    /**
     * The machine was in one context from one time to another.
     *
     * @param context only good for the length of the call
     * @param stopFromMs when the stop began that this is part of; {@link #NO_STOP} when it is none
     */
    void interval(LiveContext context, long fromMs, long toMs, LedgerBucket bucket, long stopFromMs, int flagBits);

    /** The stop that goes on has become UNPLANNED_DOWN; its earlier parts follow. */
    void stopOutgrew(long stopFromMs);

    /** An earlier part of a stop, which has ended or outgrown its threshold now. */
    void stopPart(LedgerInterval part);

    /**
     * Items were counted in a slot; may come several times for one slot.
     *
     * @param context under which they were made; only good for the length of the call
     */
    void counted(LiveContext context, long slotFromMs, long total, long reject, int flagBits);
}
