package io.oeesuite.ingest.session.stream;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import io.oeesuite.ingest.session.Deadline;
import io.oeesuite.ingest.session.EdgeNodeId;

/** When something is due for which edge node, if it is not heard of before. */
final class Deadlines {
    private record Due(long atMs, EdgeNodeId node) {}

    private final Map<EdgeNodeId, Due> byNode = new HashMap<>();
    private final NavigableSet<Due> inOrder = new TreeSet<>(
            Comparator.comparingLong(Due::atMs).thenComparing(due -> due.node().toString()));

    void set(EdgeNodeId node, Optional<Deadline> deadline) {
        if (deadline.isEmpty() && byNode.isEmpty()) {
            return;
        }
        Due before = byNode.remove(node);
        if (before != null) {
            inOrder.remove(before);
        }
        deadline.ifPresent(next -> {
            Due due = new Due(next.atMs(), node);
            byNode.put(node, due);
            inOrder.add(due);
        });
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** The edge node for which something was due before the time. */
    Optional<EdgeNodeId> firstBefore(long nowMs) {
        return inOrder.isEmpty() || inOrder.first().atMs() >= nowMs
                ? Optional.empty()
                : Optional.of(inOrder.first().node());
    }
}
