package io.oeesuite.alert.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.alert.policy.SilenceTerms;
import io.oeesuite.contracts.Silence;

/** The silences of a store, each read once. For one thread. */
final class KnownSilences {
    private static final Logger LOG = Logger.getLogger(KnownSilences.class);

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private Map<String, Read> known = Map.of();

    KnownSilences(ReadOnlyKeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** All that there are now; those that make no sense are ignored. */
    List<SilenceTerms> current() {
        refresh();
        List<SilenceTerms> current = new ArrayList<>();
        known.values().forEach(read -> read.terms().ifPresent(current::add));
        return current;
    }

    /** The ids of those that have ended before. */
    List<String> pastBy(long timeMs) {
        refresh();
        return known.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .terms()
                        .filter(terms -> terms.to().toEpochMilli() < timeMs)
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void refresh() {
        Map<String, Read> now = new HashMap<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                Read before = known.get(entry.key);
                now.put(
                        entry.key,
                        before != null && Arrays.equals(before.bytes(), entry.value)
                                ? before
                                : read(entry.key, entry.value));
            });
        }
        known = now;
    }

    private static Read read(String id, byte[] bytes) {
        try {
            return new Read(bytes, Optional.of(SilenceTerms.of(Silence.parseFrom(bytes))));
        } catch (InvalidProtocolBufferException | RuntimeException senseless) {
            LOG.warnf("A silence makes no sense and is ignored: id=%s %s", id, senseless.getMessage());
            return new Read(bytes, Optional.empty());
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Read(byte[] bytes, Optional<SilenceTerms> terms) {}
}
