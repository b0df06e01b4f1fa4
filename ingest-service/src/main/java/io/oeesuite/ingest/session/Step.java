package io.oeesuite.ingest.session;

import java.util.List;

/** What a message, or time passing, has made of an edge node's state, and what came of it, in order. */
public record Step(NodeState state, List<Outcome> outcomes) {
    public Step {
        outcomes = List.copyOf(outcomes);
    }
}
