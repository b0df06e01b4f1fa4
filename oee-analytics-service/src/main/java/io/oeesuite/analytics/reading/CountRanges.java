package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * Which slots of 10 s, and which quarters of an hour added up from them, make up windows: quarters where a window holds them whole, slots
 * at its edges. A slot belongs to the window in which it ends, (from, to].
 *
 * @param slots ranges of the slots' starts
 * @param quarters ranges of the quarters' starts
 */
record CountRanges(List<Period> slots, List<Period> quarters) {
    static final long SLOT_MS = 10_000;
    static final long QUARTER_MS = 900_000;

    static CountRanges of(Windows windows) {
        List<Period> slots = new ArrayList<>();
        List<Period> quarters = new ArrayList<>();
        for (Period window : windows.all()) {
            // the first slot that ends after the window begins, the first one that ends after it ends
            long first = Math.floorDiv(window.fromMs(), SLOT_MS) * SLOT_MS;
            long next = Math.floorDiv(window.toMs(), SLOT_MS) * SLOT_MS;
            long firstQuarter = Math.ceilDiv(first, QUARTER_MS) * QUARTER_MS;
            long nextQuarter = Math.floorDiv(next, QUARTER_MS) * QUARTER_MS;
            if (nextQuarter <= firstQuarter) {
                add(slots, first, next);
                continue;
            }
            add(slots, first, firstQuarter);
            add(quarters, firstQuarter, nextQuarter);
            add(slots, nextQuarter, next);
        }
        return new CountRanges(slots, quarters);
    }

    private static void add(List<Period> ranges, long from, long to) {
        if (to <= from) {
            return;
        }
        if (!ranges.isEmpty() && ranges.getLast().toMs() == from) {
            ranges.set(ranges.size() - 1, new Period(ranges.getLast().fromMs(), to));
            return;
        }
        ranges.add(new Period(from, to));
    }
}
