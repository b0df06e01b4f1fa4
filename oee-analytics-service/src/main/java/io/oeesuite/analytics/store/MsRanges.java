package io.oeesuite.analytics.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of instants made of half-open ranges of milliseconds; ranges that touch are one. */
final class MsRanges {
    /** The end of a range that never ends. */
    static final long FOREVER = Long.MAX_VALUE;

    private final NavigableMap<Long, Long> endByStart = new TreeMap<>();

    /** Adds [fromMs, toMs); an empty range adds nothing. */
    void add(long fromMs, long toMs) {
        if (toMs <= fromMs) {
            return;
        }
        long from = fromMs;
        long to = toMs;
        Map.Entry<Long, Long> before = endByStart.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        NavigableMap<Long, Long> swallowed = endByStart.subMap(from, true, to, true);
        if (!swallowed.isEmpty()) {
            to = Math.max(to, swallowed.lastEntry().getValue());
            swallowed.clear();
        }
        endByStart.put(from, to);
    }

    /** Start to end, ascending. */
    NavigableMap<Long, Long> ranges() {
        return endByStart;
    }
}
