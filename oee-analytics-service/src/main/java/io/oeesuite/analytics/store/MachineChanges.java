package io.oeesuite.analytics.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

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
    private final MsRanges replaced = new MsRanges();
    private final TreeMap<Long, LedgerInterval> intervals = new TreeMap<>();
    private final MsRanges replacedCounts = new MsRanges();
    private final TreeMap<SlotKey, CountSlot> counts = new TreeMap<>();
    private LiveState live;
    private long firstFactMs = Long.MAX_VALUE;
    private long lastFactMs = Long.MIN_VALUE;

    void add(LedgerChange change) {
        if (change.getIntervalsCount() > 0) {
            replaceIntervals(change);
        }
        if (change.getCountsToMs() > change.getCountsFromMs()) {
            replaceCounts(change);
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
        return intervals;
    }

    NavigableMap<Long, Long> replacedCounts() {
        return replacedCounts.ranges();
    }

    NavigableMap<SlotKey, CountSlot> counts() {
        return counts;
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

    private void replaceIntervals(LedgerChange change) {
        long from = change.getFromMs();
        long to = change.hasToMs() ? change.getToMs() : MsRanges.FOREVER;
        if (to <= from) {
            return;
        }
        replaced.add(from, to);
        intervals.subMap(from, true, to, to == MsRanges.FOREVER).clear();
        Map.Entry<Long, LedgerInterval> before = intervals.lowerEntry(from);
        if (before != null && reachesInto(before.getValue(), from)) {
            intervals.put(
                    before.getKey(), before.getValue().toBuilder().setToMs(from).build());
        }
        for (LedgerInterval interval : change.getIntervalsList()) {
            intervals.put(interval.getFromMs(), interval);
            firstFactMs = Math.min(firstFactMs, interval.getFromMs());
            lastFactMs = Math.max(lastFactMs, interval.getFromMs());
        }
    }

    private void replaceCounts(LedgerChange change) {
        long from = change.getCountsFromMs();
        long to = change.getCountsToMs();
        replacedCounts.add(from, to);
        counts.subMap(SlotKey.floor(from), true, SlotKey.floor(to), false).clear();
        for (CountSlot slot : change.getCountsList()) {
            counts.put(SlotKey.of(slot), slot);
        }
    }

    private static boolean reachesInto(LedgerInterval interval, long ms) {
        return !interval.hasToMs() || interval.getToMs() > ms;
    }
}
