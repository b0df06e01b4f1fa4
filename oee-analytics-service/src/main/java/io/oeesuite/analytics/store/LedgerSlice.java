package io.oeesuite.analytics.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;

/** A part of the ledger of one machine in memory: intervals and counts, and what changes do to them. Not thread-safe. */
public final class LedgerSlice {
    private final TreeMap<Long, LedgerInterval> intervals = new TreeMap<>();
    private final TreeMap<SlotKey, CountSlot> counts = new TreeMap<>();

    /** By start. */
    public NavigableMap<Long, LedgerInterval> intervals() {
        return intervals;
    }

    public NavigableMap<SlotKey, CountSlot> counts() {
        return counts;
    }

    public void add(LedgerInterval interval) {
        intervals.put(interval.getFromMs(), interval);
    }

    public void add(CountSlot slot) {
        counts.put(SlotKey.of(slot), slot);
    }

    public void apply(LedgerChange change) {
        if (change.getIntervalsCount() > 0) {
            replaceIntervals(change);
        }
        if (change.getCountsToMs() > change.getCountsFromMs()) {
            replaceCounts(change);
        }
    }

    private void replaceIntervals(LedgerChange change) {
        long from = change.getFromMs();
        long to = change.hasToMs() ? change.getToMs() : MsRanges.FOREVER;
        if (to <= from) {
            return;
        }
        intervals.subMap(from, true, to, to == MsRanges.FOREVER).clear();
        Map.Entry<Long, LedgerInterval> before = intervals.lowerEntry(from);
        if (before != null && reachesInto(before.getValue(), from)) {
            intervals.put(
                    before.getKey(), before.getValue().toBuilder().setToMs(from).build());
        }
        change.getIntervalsList().forEach(this::add);
    }

    private void replaceCounts(LedgerChange change) {
        SlotKey first = SlotKey.floor(change.getCountsFromMs());
        counts.subMap(first, true, SlotKey.floor(change.getCountsToMs()), false).clear();
        change.getCountsList().forEach(this::add);
    }

    private static boolean reachesInto(LedgerInterval interval, long ms) {
        return !interval.hasToMs() || interval.getToMs() > ms;
    }
}
