package io.oeesuite.analytics.engine;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import io.oeesuite.engine.facts.SortedBytes;

/** What the engine remembers, in a store of Kafka Streams. */
record StoredBytes(KeyValueStore<Bytes, byte[]> store) implements SortedBytes {

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(store.get(Bytes.wrap(key)));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public Pairs ascending(byte[] from, byte[] to) {
        return new Walk(store.range(Bytes.wrap(from), Bytes.wrap(to)), to);
    }

    @Override
    public Pairs descending(byte[] from, byte[] to) {
        return new Walk(store.reverseRange(Bytes.wrap(from), Bytes.wrap(to)), to);
    }

    /** Kafka's ranges include their end, ours do not. */
    private static final class Walk implements Pairs {
        private final KeyValueIterator<Bytes, byte[]> pairs;
        private final byte[] excluded;
        private Optional<Pair> next = Optional.empty();

        Walk(KeyValueIterator<Bytes, byte[]> pairs, byte[] excluded) {
            this.pairs = pairs;
            this.excluded = excluded;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && pairs.hasNext()) {
                KeyValue<Bytes, byte[]> pair = pairs.next();
                if (!Arrays.equals(pair.key.get(), excluded)) {
                    next = Optional.of(new Pair(pair.key.get(), pair.value));
                }
            }
            return next.isPresent();
        }

        @Override
        public Pair next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Pair pair = next.orElseThrow();
            next = Optional.empty();
            return pair;
        }

        @Override
        public void close() {
            pairs.close();
        }
    }
}
