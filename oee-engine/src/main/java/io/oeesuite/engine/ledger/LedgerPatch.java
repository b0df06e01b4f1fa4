package io.oeesuite.engine.ledger;

import java.util.List;

import io.oeesuite.engine.facts.TimeRange;

/**
 * From now on the ledger in {@code time}, and its counts in the slots of {@code slots}, are exactly these; whatever was there before is gone.
 *
 * @param time empty when only counts change; otherwise every interval that begins in it is replaced, and one that began before ends at its begin
 * @param intervals ascending, without gap or overlap, filling {@code time}
 * @param slots from the beginning of a slot to the end of one; empty when no counts change
 */
public record LedgerPatch(TimeRange time, List<LedgerInterval> intervals, TimeRange slots, List<CountSlot> counts) {
    public static final TimeRange NOTHING = new TimeRange(0, 0);

    public LedgerPatch {
        intervals = List.copyOf(intervals);
        counts = List.copyOf(counts);
    }

    public boolean isEmpty() {
        return time.isEmpty() && slots.isEmpty();
    }
}
