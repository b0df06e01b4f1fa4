package io.oeesuite.engine.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of instants as disjoint ranges, ascending. It grows coarser rather than long: beyond a number of ranges, the nearest ones become one. */
public final class TimeRanges {
    private static final int MOST = 32;

    private final List<TimeRange> ranges = new ArrayList<>();

    public void add(TimeRange range) {
        if (range.isEmpty()) {
            return;
        }
        TimeRange grown = range;
        int at = 0;
        while (at < ranges.size() && ranges.get(at).toMs() < grown.fromMs()) {
            at++;
        }
        while (at < ranges.size() && ranges.get(at).touches(grown)) {
            grown = ranges.remove(at).cover(grown);
        }
        ranges.add(at, grown);
        if (ranges.size() > MOST) {
            joinNearest();
        }
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public List<TimeRange> list() {
        return List.copyOf(ranges);
    }

    public void clear() {
        ranges.clear();
    }

    /** Takes out the first range; empty when there is none. */
    public Optional<TimeRange> takeFirst() {
        return ranges.isEmpty() ? Optional.empty() : Optional.of(ranges.removeFirst());
    }

    public void write(PackedBytes packed) {
        packed.number(ranges.size());
        ranges.forEach(range -> packed.number(range.fromMs()).number(range.toMs()));
    }

    public static TimeRanges read(PackedReader reader) {
        TimeRanges read = new TimeRanges();
        for (long left = reader.number(); left > 0; left--) {
            read.ranges.add(new TimeRange(reader.number(), reader.number()));
        }
        return read;
    }

    private void joinNearest() {
        int nearest = 1;
        for (int i = 2; i < ranges.size(); i++) {
            if (gapBefore(i) < gapBefore(nearest)) {
                nearest = i;
            }
        }
        ranges.set(nearest - 1, ranges.get(nearest - 1).cover(ranges.remove(nearest)));
    }

    private long gapBefore(int index) {
        return ranges.get(index).fromMs() - ranges.get(index - 1).toMs();
    }
}
