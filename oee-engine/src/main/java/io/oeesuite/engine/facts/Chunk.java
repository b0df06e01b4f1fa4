package io.oeesuite.engine.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of one signal in one minute, packed: a counter reading takes three or four bytes, so that keeping one more rewrites little, and years of
 * them fit on a disk.
 *
 * <p>Per entry: milliseconds since the entry before (the first: since the minute began), a byte of marks, the value (whole numbers as the difference to the
 * value before).
 */
final class Chunk {
    static final long LENGTH_MS = 60_000;

    private static final int BASELINE = 1;
    private static final int LIVE = 2;
    private static final int HISTORICAL = 4;
    private static final int SKEWED = 8;
    private static final int CONFLICT = 16;
    private static final int SAME_VALUE = 32;
    private static final int BYTES_PER_ENTRY = 8;

    private Chunk() {}

    /** The number of the minute that holds the instant. */
    static long number(long timeMs) {
        return Math.floorDiv(timeMs, LENGTH_MS);
    }

    static List<Entry> read(FactValue.Kind kind, long number, byte[] packed) {
        List<Entry> entries = new ArrayList<>();
        PackedReader reader = new PackedReader(packed);
        long time = number * LENGTH_MS;
        FactValue value = null;
        while (reader.hasMore()) {
            time += reader.number();
            int marks = reader.bits();
            value = (marks & SAME_VALUE) == 0 ? readValue(reader, kind, value) : value;
            entries.add(new Entry(
                    time,
                    value,
                    (marks & BASELINE) != 0,
                    (marks & LIVE) != 0,
                    (marks & HISTORICAL) != 0,
                    (marks & SKEWED) != 0,
                    (marks & CONFLICT) != 0));
        }
        return entries;
    }

    /** @param entries ascending, all within the minute, all of one kind */
    static byte[] write(long number, List<Entry> entries) {
        PackedBytes packed = new PackedBytes(BYTES_PER_ENTRY * (entries.size() + 1));
        long time = number * LENGTH_MS;
        FactValue before = null;
        for (Entry entry : entries) {
            write(packed, entry, time, before);
            time = entry.timeMs();
            before = entry.value();
        }
        return packed.toArray();
    }

    /** The chunk with one more entry, later than the last one in it. */
    static byte[] append(byte[] packed, Entry last, Entry next) {
        PackedBytes longer = new PackedBytes(packed.length + 2 * BYTES_PER_ENTRY);
        longer.raw(packed);
        write(longer, next, last.timeMs(), last.value());
        return longer.toArray();
    }

    private static void write(PackedBytes packed, Entry entry, long timeBefore, FactValue before) {
        boolean same = entry.value().equals(before);
        packed.number(entry.timeMs() - timeBefore).bits(marks(entry) | (same ? SAME_VALUE : 0));
        if (same) {
            return;
        }
        switch (entry.value()) {
            case FactValue.Whole whole -> packed.number(whole.number() - wholeBefore(before));
            case FactValue.Decimal decimal -> packed.fixed(Double.doubleToLongBits(decimal.number()));
            case FactValue.Text text -> packed.text(text.text());
        }
    }

    private static FactValue readValue(PackedReader reader, FactValue.Kind kind, FactValue before) {
        return switch (kind) {
            case WHOLE -> FactValue.of(wholeBefore(before) + reader.number());
            case DECIMAL -> FactValue.of(Double.longBitsToDouble(reader.fixed()));
            case TEXT -> FactValue.of(reader.text());
        };
    }

    private static long wholeBefore(FactValue before) {
        return before instanceof FactValue.Whole whole ? whole.number() : 0;
    }

    private static int marks(Entry entry) {
        return (entry.baseline() ? BASELINE : 0)
                | (entry.live() ? LIVE : 0)
                | (entry.historical() ? HISTORICAL : 0)
                | (entry.skewed() ? SKEWED : 0)
                | (entry.conflict() ? CONFLICT : 0);
    }
}
