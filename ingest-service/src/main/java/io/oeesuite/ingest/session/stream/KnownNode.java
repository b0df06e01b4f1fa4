package io.oeesuite.ingest.session.stream;

import io.oeesuite.ingest.session.EdgeNodeId;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.RecentMessages;

/** What is known of an edge node, in memory in front of the stores. Of one stream task, hence of one thread. */
final class KnownNode {
    private final EdgeNodeId id;
    private final RecentMessages recent;
    private NodeState state;
    private int nextSlot;

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

    void become(NodeState next) {
        state = next;
    }

    void slotTaken(int slot) {
        nextSlot = slot + 1;
    }
}
