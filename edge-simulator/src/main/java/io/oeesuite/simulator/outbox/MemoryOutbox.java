package io.oeesuite.simulator.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An outbox that ends with the process: for load runs, where the disk is not what is measured. */
public final class MemoryOutbox implements Outbox, Notebook {

    private final long limit;
    private final NavigableMap<Long, Reading> readings = new TreeMap<>();
    private final Map<String, String> notes = new HashMap<>();
    private long lastId;
    private long givenUp;

    /** @param limit readings that are kept at most, at least 1 */
    public MemoryOutbox(long limit) {
        this.limit = limit;
    }

    @Override
    public void append(List<Reading> added) {
        for (Reading reading : added) {
            readings.put(++lastId, reading);
        }
        while (readings.size() > limit) {
            readings.pollFirstEntry();
            givenUp++;
        }
    }

    @Override
    public List<Entry> after(long id, int most) {
        return readings.tailMap(id, false).entrySet().stream()
                .limit(most)
                .map(reading -> new Entry(reading.getKey(), reading.getValue()))
                .toList();
    }

    @Override
    public void remove(Collection<Long> ids) {
        readings.keySet().removeAll(ids);
    }

    @Override
    public long lastId() {
        return lastId;
    }

    @Override
    public long size() {
        return readings.size();
    }

    @Override
    public long givenUp() {
        return givenUp;
    }

    @Override
    public Optional<String> read(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public void write(String name, String text) {
        notes.put(name, text);
    }

    @Override
    public void atomically(Runnable work) {
        work.run();
    }

    @Override
    public void close() {
        readings.clear();
    }
}
