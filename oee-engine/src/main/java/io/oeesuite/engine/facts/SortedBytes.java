package io.oeesuite.engine.facts;

import java.util.Iterator;
import java.util.Optional;

/** Bytes under keys that are sorted as unsigned bytes: what the engine needs of a key-value store. */
public interface SortedBytes {

    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** The pairs with {@code from ≤ key < to}, ascending. */
    Pairs ascending(byte[] from, byte[] to);

    /** The pairs with {@code from ≤ key < to}, descending. */
    Pairs descending(byte[] from, byte[] to);

    /** A walk over pairs; must be closed. */
    interface Pairs extends Iterator<Pair>, AutoCloseable {
        @Override
        void close();
    }

    /** One key with its value. The arrays belong to the store: not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // a view for the length of one step, never compared
    record Pair(byte[] key, byte[] value) {}
}
