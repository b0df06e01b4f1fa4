package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPatch;

/** Applies patches as whoever stores the ledger does: by replacing ranges. */
final class ReceivedLedger {
    private final NavigableMap<Long, LedgerInterval> intervals = new TreeMap<>();
    private final List<CountSlot> counts = new ArrayList<>();

    void accept(LedgerPatch patch) {
        if (!patch.time().isEmpty()) {
            LedgerInterval before = value(intervals.lowerEntry(patch.time().fromMs()));
            if (before != null && before.toMs() > patch.time().fromMs()) {
                intervals.put(
                        before.fromMs(),
                        before.within(
                                new TimeRange(before.fromMs(), patch.time().fromMs())));
            }
            intervals.subMap(patch.time().fromMs(), patch.time().toMs()).clear();
            patch.intervals().forEach(interval -> intervals.put(interval.fromMs(), interval));
        }
        counts.removeIf(slot -> slot.fromMs() >= patch.slots().fromMs()
                && slot.fromMs() < patch.slots().toMs());
        counts.addAll(patch.counts());
    }

    List<LedgerInterval> intervals() {
        return List.copyOf(intervals.values());
    }

    List<CountSlot> counts() {
        return counts.stream()
                .sorted(Comparator.comparingLong(CountSlot::fromMs)
                        .thenComparing(CountSlot::product)
                        .thenComparing(CountSlot::order))
                .toList();
    }

    private static LedgerInterval value(java.util.Map.Entry<Long, LedgerInterval> entry) {
        return entry == null ? null : entry.getValue();
    }
}
