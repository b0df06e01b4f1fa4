package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

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

    /**
     * The same in parts that follow each other, so that each fits into a record.
     *
     * @param mostBytes about the size of a part as a record; one interval, or the counts of one slot, may be larger
     */
    public List<LedgerPatch> parts(int mostBytes) {
        List<LedgerPatch> parts = new ArrayList<>();
        for (List<LedgerInterval> some : cut(intervals, LedgerInterval::fromMs, LedgerInterval::bytes, mostBytes)) {
            long from = parts.isEmpty() ? time.fromMs() : some.getFirst().fromMs();
            long to = some.getLast() == intervals.getLast()
                    ? time.toMs()
                    : some.getLast().toMs();
            parts.add(new LedgerPatch(new TimeRange(from, to), some, NOTHING, List.of()));
        }
        List<List<CountSlot>> countParts = cut(counts, CountSlot::fromMs, CountSlot::bytes, mostBytes);
        if (!slots.isEmpty() && countParts.isEmpty()) {
            parts.add(new LedgerPatch(NOTHING, List.of(), slots, List.of()));
        }
        long from = slots.fromMs();
        for (List<CountSlot> some : countParts) {
            boolean last = some == countParts.getLast();
            long to = last ? slots.toMs() : some.getLast().fromMs() + CountSlot.LENGTH_MS;
            parts.add(new LedgerPatch(NOTHING, List.of(), new TimeRange(from, to), some));
            from = to;
        }
        return parts.size() == 2 && bytes() <= mostBytes ? List.of(this) : parts;
    }

    private long bytes() {
        return intervals.stream().mapToLong(LedgerInterval::bytes).sum()
                + counts.stream().mapToLong(CountSlot::bytes).sum();
    }

    /** What begins at one instant stays together. */
    private static <T> List<List<T>> cut(List<T> all, ToLongFunction<T> beginOf, ToLongFunction<T> bytesOf, int most) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            long more = bytesOf.applyAsLong(all.get(i));
            boolean newInstant = i > from && beginOf.applyAsLong(all.get(i)) != beginOf.applyAsLong(all.get(i - 1));
            if (newInstant && bytes + more > most) {
                parts.add(all.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }
}
