package io.oeesuite.auth.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Remembers something of so many, and forgets those that were looked at least recently. Safe for many threads. */
public final class LeastRecent<K, V> {
    private final Map<K, V> entries;

    public LeastRecent(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** @param change is given null where nothing is remembered, and returns null to forget */
    public synchronized V change(K key, UnaryOperator<V> change) {
        return entries.compute(key, (_, before) -> change.apply(before));
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }

    public synchronized List<Map.Entry<K, V>> entries() {
        return entries.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    public synchronized int size() {
        return entries.size();
    }
}
