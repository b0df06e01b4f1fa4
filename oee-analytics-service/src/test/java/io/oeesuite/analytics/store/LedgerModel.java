package io.oeesuite.analytics.store;

import java.util.List;
import java.util.TreeMap;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;

/** The ledger of one machine as the contract describes it, change by change: the oracle of the tests. */
final class LedgerModel {
    private final TreeMap<Long, LedgerInterval> intervals = new TreeMap<>();
    private final TreeMap<SlotKey, CountSlot> counts = new TreeMap<>();

    void apply(List<LedgerChange> changes) {
        changes.forEach(this::apply);
    }

    List<LedgerInterval> intervals() {
        return List.copyOf(intervals.values());
    }

    List<CountSlot> counts() {
        return List.copyOf(counts.values());
    }

    private void apply(LedgerChange change) {
        if (change.getIntervalsCount() > 0) {
            long from = change.getFromMs();
            long to = change.hasToMs() ? change.getToMs() : Long.MAX_VALUE;
            remove(from, to);
            cut(from);
            change.getIntervalsList().forEach(interval -> intervals.put(interval.getFromMs(), interval));
        }
        counts.keySet()
                .removeIf(key -> key.fromMs() >= change.getCountsFromMs() && key.fromMs() < change.getCountsToMs());
        change.getCountsList().forEach(slot -> counts.put(SlotKey.of(slot), slot));
    }

    private void remove(long from, long to) {
        intervals.keySet().removeIf(start -> start >= from && start < to);
    }

    /** What DELETE, UPDATE and INSERT do to a table, for the outcome of {@link MachineChanges}. */
    void apply(MachineChanges changes) {
        changes.replaced().forEach(this::remove);
        changes.replaced().keySet().forEach(this::cut);
        intervals.putAll(changes.intervals());
        changes.replacedCounts()
                .forEach((from, to) -> counts.keySet().removeIf(key -> key.fromMs() >= from && key.fromMs() < to));
        counts.putAll(changes.counts());
    }

    private void cut(long at) {
        intervals.replaceAll((start, interval) -> start < at && (!interval.hasToMs() || interval.getToMs() > at)
                ? interval.toBuilder().setToMs(at).build()
                : interval);
    }
}
