package io.oeesuite.analytics.store;

import java.util.NavigableMap;
import java.util.Optional;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.LiveState;

/**
 * A run of ledger changes of one machine, in order, boiled down to one change.
 *
 * <p>To apply it: remove what begins in {@link #replaced}, end at the start of a replaced range what began before and reaches into it,
 * then insert {@link #intervals}; likewise for the counts. The outcome is that of applying the changes one by one.
 */
final class MachineChanges {
    private final LedgerSlice outcome = new LedgerSlice();
    private final MsRanges replaced = new MsRanges();
    private final MsRanges replacedCounts = new MsRanges();
    private LiveState live;
    private long firstFactMs = Long.MAX_VALUE;
    private long lastFactMs = Long.MIN_VALUE;

    void add(LedgerChange change) {
        outcome.apply(change);
        if (change.getIntervalsCount() > 0) {
            replaced.add(change.getFromMs(), change.hasToMs() ? change.getToMs() : MsRanges.FOREVER);
        }
        replacedCounts.add(change.getCountsFromMs(), change.getCountsToMs());
        for (LedgerInterval interval : change.getIntervalsList()) {
            firstFactMs = Math.min(firstFactMs, interval.getFromMs());
            lastFactMs = Math.max(lastFactMs, interval.getFromMs());
        }
        if (change.hasLive()) {
            live = change.getLive();
            lastFactMs = Math.max(lastFactMs, live.getLastEventMs());
        }
    }

    /** Ranges in which every interval that begins there is replaced. */
    NavigableMap<Long, Long> replaced() {
        return replaced.ranges();
    }

    /** What the ledger holds in the replaced ranges from now on, by start. */
    NavigableMap<Long, LedgerInterval> intervals() {
        return outcome.intervals();
    }

    NavigableMap<Long, Long> replacedCounts() {
        return replacedCounts.ranges();
    }

    NavigableMap<SlotKey, CountSlot> counts() {
        return outcome.counts();
    }

    /** The newest live state, empty when none of the changes touched it. */
    Optional<LiveState> live() {
        return Optional.ofNullable(live);
    }

    /** Earliest start of an interval; {@link Long#MAX_VALUE} when there is none. */
    long firstFactMs() {
        return firstFactMs;
    }

    /** Latest instant at which something is known to have happened; {@link Long#MIN_VALUE} when nothing is. */
    long lastFactMs() {
        return lastFactMs;
    }
}
