package io.oeesuite.ingest.session.stream;

import java.util.ArrayList;
import java.util.Iterator;
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
import io.oeesuite.ingest.session.WaitingMessage;

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

    static final Serializer<Bytes> AS_IT_IS = (topic, bytes) -> bytes.get();

    private static final float LOAD_FACTOR = 0.75f;

    /** So that one partition does not starve because of the others. */
    private static final int FEWEST_IN_MEMORY = 16;

    private final KeyValueStore<Bytes, byte[]> nodes;
    private final BirthStore births;
    private final KeyValueStore<Bytes, byte[]> held;
    private final KeyValueStore<Bytes, byte[]> recent;
    private final RawMessageReader reader;
    private final int duplicateMemory;
    private final int nodesInMemory;
    private final NodeMemory memory;
    private final Map<EdgeNodeId, KnownNode> inMemory = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    /** The setup says how many messages are remembered per edge node, and how much is kept in memory. */
    NodeStores(ProcessorContext<?, ?> context, SessionSetup setup) {
        this.nodes = context.getStateStore(NODES);
        this.births = new BirthStore(context.getStateStore(BIRTHS));
        this.held = context.getStateStore(HELD);
        this.recent = context.getStateStore(RECENT);
        this.reader = setup.reader();
        this.duplicateMemory = setup.duplicateMemory();
        this.nodesInMemory = setup.nodesInMemory();
        this.memory = setup.nodeMemory();
    }

    BirthStore births() {
        return births;
    }

    KnownNode known(EdgeNodeId id) {
        KnownNode known = inMemory.get(id);
        if (known == null) {
            known = load(id);
            inMemory.put(id, known);
            makeRoomFor(known);
        }
        return known;
    }

    /** Those that have been silent longest go first; they are read from the stores when they speak again. */
    private void makeRoomFor(KnownNode node) {
        memory.add(node.growth());
        Iterator<KnownNode> eldestFirst = inMemory.values().iterator();
        while (isTooMuch() && eldestFirst.hasNext()) {
            memory.add(-eldestFirst.next().countedBytes());
            eldestFirst.remove();
        }
    }

    private boolean isTooMuch() {
        return inMemory.size() > nodesInMemory || memory.isFull() && inMemory.size() > FEWEST_IN_MEMORY;
    }

    /** All that is in memory; the stores have it. */
    void forget() {
        inMemory.values().forEach(node -> memory.add(-node.countedBytes()));
        inMemory.clear();
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
        forEachNode((_, node) -> latest[0] = Math.max(latest[0], StoredState.reachedMs(node)));
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
        if (inMemory.containsKey(node.id())) {
            makeRoomFor(node);
        }
        nodes.put(
                StoreKeys.node(node.id()),
                StoredState.write(after, node.nextSlot()).toByteArray());
    }

    void hold(KnownNode node, WaitingMessage message) {
        held.put(
                StoreKeys.held(node.id(), message.origin().offset()),
                StoredState.write(message.raw()).toByteArray());
    }

    void release(KnownNode node, WaitingMessage message) {
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
        List<WaitingMessage> messages = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = held.prefixScan(StoreKeys.prefix(id), AS_IT_IS)) {
            while (entries.hasNext()) {
                StoredMessage stored = StoredMessage.parseFrom(entries.next().value);
                if (reader.read(StoredState.read(stored)) instanceof Reading.InSequence(WaitingMessage message)) {
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
