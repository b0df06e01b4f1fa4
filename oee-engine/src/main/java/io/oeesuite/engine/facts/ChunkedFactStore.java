package io.oeesuite.engine.facts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps the facts of one machine in a key-value store, one chunk per signal and minute. */
public final class ChunkedFactStore implements FactStore {
    private final SortedBytes bytes;
    private final MachineKeys keys;
    private final Sessions sessions;
    private final Extent extent;
    /** Looked up once, then kept up to date. */
    private final Map<Signal, Boolean> any = new EnumMap<>(Signal.class);

    public ChunkedFactStore(SortedBytes bytes, String machine) {
        this.bytes = bytes;
        this.keys = new MachineKeys(machine);
        this.sessions = new Sessions(bytes, keys);
        this.extent = new Extent(this);
    }

    @Override
    public Placement put(Observation observation) {
        if (Signal.TELLING.contains(observation.signal())) {
            extent.include(observation.timeMs());
        }
        any.put(observation.signal(), true);
        Entry entry = Entry.of(observation);
        long number = Chunk.number(entry.timeMs());
        byte[] key = keys.key(observation.signal().code(), number);
        Optional<byte[]> packed = bytes.get(key);
        if (packed.isEmpty()) {
            bytes.put(key, Chunk.write(number, List.of(entry)));
            return Placement.NEW;
        }
        List<Entry> entries = Chunk.read(observation.signal().kind(), number, packed.get());
        if (entries.getLast().timeMs() < entry.timeMs()) {
            bytes.put(key, Chunk.append(packed.get(), entries.getLast(), entry));
            return Placement.NEW;
        }
        Placement placement = place(entries, entry);
        if (placement != Placement.KNOWN) {
            bytes.put(key, Chunk.write(number, entries));
        }
        return placement;
    }

    @Override
    public Optional<Entry> atOrBefore(Signal signal, long timeMs) {
        byte[] end = keys.key(signal.code(), Chunk.number(timeMs) + 1);
        try (SortedBytes.Pairs pairs = bytes.descending(keys.start(signal.code()), end)) {
            while (pairs.hasNext()) {
                for (Entry entry : read(signal, pairs.next()).reversed()) {
                    if (entry.timeMs() <= timeMs) {
                        return Optional.of(entry);
                    }
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public Optional<Entry> after(Signal signal, long timeMs) {
        byte[] start = keys.key(signal.code(), Chunk.number(timeMs));
        try (SortedBytes.Pairs pairs = bytes.ascending(start, keys.end(signal.code()))) {
            while (pairs.hasNext()) {
                for (Entry entry : read(signal, pairs.next())) {
                    if (entry.timeMs() > timeMs) {
                        return Optional.of(entry);
                    }
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public List<Entry> in(Signal signal, TimeRange range) {
        List<Entry> found = new ArrayList<>();
        if (range.isEmpty()) {
            return found;
        }
        byte[] start = keys.key(signal.code(), Chunk.number(range.fromMs()));
        byte[] end = keys.key(signal.code(), Chunk.number(range.toMs() - 1) + 1);
        try (SortedBytes.Pairs pairs = bytes.ascending(start, end)) {
            while (pairs.hasNext()) {
                for (Entry entry : read(signal, pairs.next())) {
                    if (entry.timeMs() >= range.fromMs() && entry.timeMs() < range.toMs()) {
                        found.add(entry);
                    }
                }
            }
        }
        return found;
    }

    @Override
    public boolean hasAny(Signal signal) {
        return any.computeIfAbsent(signal, key -> after(key, Long.MIN_VALUE).isPresent());
    }

    @Override
    public OptionalLong firstMs() {
        return extent.firstMs();
    }

    @Override
    public OptionalLong lastMs() {
        return extent.lastMs();
    }

    @Override
    public Optional<TimeRange> put(SessionFact session) {
        return sessions.put(session);
    }

    @Override
    public Optional<Outage> outageAtOrBefore(long timeMs) {
        return sessions.outageAtOrBefore(timeMs);
    }

    @Override
    public List<Outage> outagesIn(TimeRange range) {
        return sessions.outagesIn(range);
    }

    @Override
    public Optional<Outage> openOutage() {
        return sessions.openOutage();
    }

    @Override
    public Optional<SessionFact> lastSession() {
        return sessions.last();
    }

    private List<Entry> read(Signal signal, SortedBytes.Pair pair) {
        return Chunk.read(signal.kind(), keys.number(pair.key()), pair.value());
    }

    private static Placement place(List<Entry> entries, Entry entry) {
        for (int i = 0; i < entries.size(); i++) {
            Entry present = entries.get(i);
            if (present.timeMs() > entry.timeMs()) {
                entries.add(i, entry);
                return Placement.NEW;
            }
            if (present.timeMs() == entry.timeMs()) {
                Entry merged = present.merge(entry);
                entries.set(i, merged);
                return merged.equals(present) ? Placement.KNOWN : Placement.CHANGED;
            }
        }
        entries.add(entry);
        return Placement.NEW;
    }
}
