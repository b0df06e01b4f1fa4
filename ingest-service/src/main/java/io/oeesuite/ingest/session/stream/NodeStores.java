package io.oeesuite.ingest.session.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.ingest.session.EdgeNodeId;
import io.oeesuite.ingest.session.HeldMessages;
import io.oeesuite.ingest.session.MessageId;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.Reading;
import io.oeesuite.ingest.session.RecentMessages;
import io.oeesuite.ingest.session.SparkplugMessage;

/**
 * The memory of edge nodes: state stores, and in front of them the nodes heard of last. A message rewrites one small record per node and one slot of its
 * duplicate memory; births and held messages are written when they change.
 */
final class NodeStores {
    static final String NODES = "session-nodes";
    static final String BIRTHS = "session-births";
    static final String HELD = "session-held";
    static final String RECENT = "session-recent";
    static final List<String> ALL = List.of(NODES, BIRTHS, HELD, RECENT);

    private static final float LOAD_FACTOR = 0.75f;
    static final Serializer<Bytes> AS_IT_IS = (topic, bytes) -> bytes.get();

    private final KeyValueStore<Bytes, byte[]> nodes;
    private final BirthStore births;
    private final KeyValueStore<Bytes, byte[]> held;
    private final KeyValueStore<Bytes, byte[]> recent;
    private final RawMessageReader reader;
    private final int duplicateMemory;
    private final Map<EdgeNodeId, KnownNode> inMemory;

    /**
     * @param duplicateMemory how many messages are remembered per edge node
     * @param nodesInMemory how many edge nodes are kept in memory
     */
    NodeStores(ProcessorContext<?, ?> context, RawMessageReader reader, int duplicateMemory, int nodesInMemory) {
        this.nodes = context.getStateStore(NODES);
        this.births = new BirthStore(context.getStateStore(BIRTHS));
        this.held = context.getStateStore(HELD);
        this.recent = context.getStateStore(RECENT);
        this.reader = reader;
        this.duplicateMemory = duplicateMemory;
        this.inMemory = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<EdgeNodeId, KnownNode> eldest) {
                return size() > nodesInMemory;
            }
        };
    }

    BirthStore births() {
        return births;
    }

    KnownNode known(EdgeNodeId id) {
        KnownNode known = inMemory.get(id);
        if (known == null) {
            known = load(id);
            inMemory.put(id, known);
        }
        return known;
    }

    /** The edge nodes for which something may be due though nothing arrives. */
    Set<EdgeNodeId> waiting() {
        Set<EdgeNodeId> waiting = new LinkedHashSet<>();
        forEachNode((id, node) -> {
            if (node.hasWaitingRebirth() || node.getSession().getDevicesAwaited()) {
                waiting.add(id);
            }
        });
        try (KeyValueIterator<Bytes, byte[]> all = held.all()) {
            all.forEachRemaining(entry -> waiting.add(StoreKeys.nodeBefore(entry.key)));
        }
        return waiting;
    }

    /** The time that the log had certainly reached when all this was stored, milliseconds since 1970 UTC. */
    long logTimeMs() {
        long[] latest = {0};
        forEachNode((_, node) ->
                latest[0] = Math.max(latest[0], node.getSession().getBirth().getAppendTimeMs()));
        return latest[0];
    }

    /** Remembers the message; false when it is remembered already. */
    boolean isFirst(KnownNode node, MessageId message) {
        OptionalInt slot = node.recent().remember(message);
        if (slot.isEmpty()) {
            return false;
        }
        recent.put(StoreKeys.slot(node.id(), slot.getAsInt()), message.toBytes());
        node.slotTaken(slot.getAsInt());
        return true;
    }

    /** Stores what a step has made of an edge node. */
    void save(KnownNode node, NodeState after) {
        node.become(after);
        nodes.put(
                StoreKeys.node(node.id()),
                StoredState.write(after, node.nextSlot()).toByteArray());
    }

    void hold(KnownNode node, SparkplugMessage message) {
        held.put(
                StoreKeys.held(node.id(), message.origin().offset()),
                StoredState.write(message.raw()).toByteArray());
    }

    void release(KnownNode node, SparkplugMessage message) {
        held.delete(StoreKeys.held(node.id(), message.origin().offset()));
    }

    private KnownNode load(EdgeNodeId id) {
        RecentMessages messages = new RecentMessages(duplicateMemory);
        byte[] stored = nodes.get(StoreKeys.node(id));
        if (stored == null) {
            return new KnownNode(id, NodeState.NEW, messages, 0);
        }
        try {
            StoredNode node = StoredNode.parseFrom(stored);
            loadRecent(id, messages, node.getNextSlot());
            return new KnownNode(id, loadState(id, node), messages, node.getNextSlot());
        } catch (InvalidProtocolBufferException corrupt) {
            throw new IllegalStateException("the stored state of " + id + " cannot be read", corrupt);
        }
    }

    private NodeState loadState(EdgeNodeId id, StoredNode node) throws InvalidProtocolBufferException {
        BirthStore.Sources sources = births.load(
                id, node.getSession().getBirth().getOffset(), node.getPrevious().getId());
        return StoredState.read(node, sources.last(), sources.ofPrevious(), loadHeld(id));
    }

    private HeldMessages loadHeld(EdgeNodeId id) throws InvalidProtocolBufferException {
        List<SparkplugMessage> messages = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = held.prefixScan(StoreKeys.prefix(id), AS_IT_IS)) {
            while (entries.hasNext()) {
                StoredMessage stored = StoredMessage.parseFrom(entries.next().value);
                if (reader.read(StoredState.read(stored)) instanceof Reading.OfSparkplug(SparkplugMessage message)) {
                    messages.add(message);
                }
            }
        }
        return new HeldMessages(messages);
    }

    private void loadRecent(EdgeNodeId id, RecentMessages messages, int nextSlot) {
        Bytes prefix = StoreKeys.prefix(id);
        try (KeyValueIterator<Bytes, byte[]> entries = recent.prefixScan(prefix, AS_IT_IS)) {
            entries.forEachRemaining(
                    entry -> messages.restore(StoreKeys.slotOf(prefix, entry.key), MessageId.of(entry.value)));
        }
        messages.continueAt(nextSlot);
    }

    private void forEachNode(BiConsumer<EdgeNodeId, StoredNode> action) {
        try (KeyValueIterator<Bytes, byte[]> all = nodes.all()) {
            all.forEachRemaining(entry -> action.accept(StoreKeys.nodeOf(entry.key), node(entry.value)));
        }
    }

    private static StoredNode node(byte[] stored) {
        try {
            return StoredNode.parseFrom(stored);
        } catch (InvalidProtocolBufferException corrupt) {
            throw new IllegalStateException("a stored edge node cannot be read", corrupt);
        }
    }
}
