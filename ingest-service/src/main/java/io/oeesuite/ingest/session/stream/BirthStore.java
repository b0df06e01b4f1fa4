package io.oeesuite.ingest.session.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.Birth;
import io.oeesuite.ingest.session.BornSource;
import io.oeesuite.ingest.session.DeclaredMetrics;
import io.oeesuite.ingest.session.EdgeNodeId;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.Outcome;
import io.oeesuite.ingest.session.PreviousSession;
import io.oeesuite.ingest.session.Session;

/** The births of edge nodes and devices, by the session in which they were declared. */
final class BirthStore {
    private final KeyValueStore<Bytes, byte[]> births;

    BirthStore(KeyValueStore<Bytes, byte[]> births) {
        this.births = births;
    }

    /**
     * @param last the last birth of the edge node ("") and of each device
     * @param ofPrevious the births of the previous session
     */
    record Sources(Map<String, BornSource> last, Map<String, BornSource> ofPrevious) {}

    /** Reads back the births of an edge node, given the ids of its current and its previous session. */
    Sources load(EdgeNodeId id, long current, long previous) {
        Map<String, BornSource> last = new HashMap<>();
        Map<String, BornSource> ofPrevious = new HashMap<>();
        forEach(id, (session, entry) -> {
            Birth birth = birth(entry.value);
            BornSource source =
                    new BornSource(DeclaredMetrics.of(birth), session, birth.getOnline(), birth.getSinceMs());
            if (session == previous) {
                ofPrevious.put(birth.getDevice(), source);
            }
            last.merge(birth.getDevice(), source, (one, other) -> one.session() == current ? one : other);
        });
        return new Sources(last, ofPrevious);
    }

    /** Remembers a birth; only the current one of its source is online. */
    void put(EdgeNodeId node, Outcome.BirthDeclared declared) {
        Birth birth = declared.current()
                ? declared.birth()
                : declared.birth().toBuilder().setOnline(false).build();
        births.put(StoreKeys.birth(node, declared.session(), birth.getDevice()), birth.toByteArray());
    }

    /** The birth, marked offline from now on; empty when there is none. */
    Optional<Birth> markOffline(EdgeNodeId node, Outcome.WentOffline offline) {
        Bytes key = StoreKeys.birth(node, offline.session(), offline.device());
        byte[] stored = births.get(key);
        if (stored == null) {
            return Optional.empty();
        }
        Birth birth = birth(stored).toBuilder()
                .setOnline(false)
                .setSinceMs(offline.sinceMs())
                .build();
        births.put(key, birth.toByteArray());
        return Optional.of(birth);
    }

    /** Forgets the births that no message can refer to any more. */
    void forgetOld(KnownNode node) {
        NodeState state = node.state();
        long current = state.session().map(Session::id).orElseThrow();
        long previous = state.previous().map(PreviousSession::id).orElse(current);
        List<Bytes> needless = new ArrayList<>();
        forEach(node.id(), (session, entry) -> {
            BornSource source = state.sources().get(birth(entry.value).getDevice());
            boolean awaited = source != null && source.online() && source.session() == session;
            if (session != current && session != previous && !awaited) {
                needless.add(entry.key);
            }
        });
        needless.forEach(births::delete);
    }

    private void forEach(EdgeNodeId id, BirthEntry action) {
        Bytes prefix = StoreKeys.prefix(id);
        try (KeyValueIterator<Bytes, byte[]> entries = births.prefixScan(prefix, NodeStores.AS_IT_IS)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                action.accept(StoreKeys.sessionOf(prefix, entry.key), entry);
            }
        }
    }

    private static Birth birth(byte[] stored) {
        try {
            return Birth.parseFrom(stored);
        } catch (InvalidProtocolBufferException corrupt) {
            throw new IllegalStateException("a stored birth cannot be read", corrupt);
        }
    }

    /** What to do with a stored birth. */
    private interface BirthEntry {
        void accept(long session, KeyValue<Bytes, byte[]> entry);
    }
}
