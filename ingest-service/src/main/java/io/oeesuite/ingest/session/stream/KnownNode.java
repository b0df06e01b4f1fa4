package io.oeesuite.ingest.session.stream;

import java.util.Map;

import io.oeesuite.ingest.session.BornSource;
import io.oeesuite.ingest.session.EdgeNodeId;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.RecentMessages;

/** What is known of an edge node, in memory in front of the stores. Of one stream task, hence of one thread. */
final class KnownNode {
    private static final int OBJECTS = 1024;

    private final EdgeNodeId id;
    private final RecentMessages recent;
    private NodeState state;
    private int nextSlot;
    private Map<String, BornSource> countedSources = Map.of();
    private long sourceBytes;
    private long countedBytes;

    KnownNode(EdgeNodeId id, NodeState state, RecentMessages recent, int nextSlot) {
        this.id = id;
        this.state = state;
        this.recent = recent;
        this.nextSlot = nextSlot;
    }

    EdgeNodeId id() {
        return id;
    }

    NodeState state() {
        return state;
    }

    RecentMessages recent() {
        return recent;
    }

    int nextSlot() {
        return nextSlot;
    }

    /** By how much it has grown since it was asked last, bytes, about. */
    long growth() {
        if (state.sources() != countedSources) {
            countedSources = state.sources();
            sourceBytes = countedSources.values().stream()
                    .mapToLong(source -> source.metrics().bytes())
                    .sum();
        }
        long now = OBJECTS + recent.bytes() + state.held().bytes() + sourceBytes;
        long growth = now - countedBytes;
        countedBytes = now;
        return growth;
    }

    /** What it took when {@link #growth} was asked last. */
    long countedBytes() {
        return countedBytes;
    }

    void become(NodeState next) {
        state = next;
    }

    void slotTaken(int slot) {
        nextSlot = slot + 1;
    }
}
