package io.oeesuite.engine.ledger;

import java.util.List;

import io.oeesuite.engine.facts.TimeRange;

/**
 * The ledger of a range, cut at its ends.
 *
 * @param intervals ascending; the time before the first fact is missing
 * @param marks flags at the instants of the facts that brought them, ascending
 */
public record LedgerPart(TimeRange range, List<LedgerInterval> intervals, List<CountSlot> counts, List<Mark> marks) {

    public LedgerPart {
        intervals = List.copyOf(intervals);
        counts = List.copyOf(counts);
        marks = List.copyOf(marks);
    }

    public record Mark(long timeMs, LedgerFlags flags) {}
}
