package io.oeesuite.engine.facts;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the bytes in memory, for engines that need not outlive their process. */
public final class SortedBytesInMemory implements SortedBytes {
    private final NavigableMap<byte[], byte[]> pairs = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(pairs.get(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        pairs.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        pairs.remove(key);
    }

    @Override
    public Pairs ascending(byte[] from, byte[] to) {
        return walk(pairs.subMap(from, true, to, false));
    }

    @Override
    public Pairs descending(byte[] from, byte[] to) {
        return walk(pairs.subMap(from, true, to, false).descendingMap());
    }

    private static Pairs walk(Map<byte[], byte[]> map) {
        Iterator<Map.Entry<byte[], byte[]>> entries = map.entrySet().iterator();
        return new Pairs() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Pair next() {
                Map.Entry<byte[], byte[]> entry = entries.next();
                return new Pair(entry.getKey(), entry.getValue());
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
