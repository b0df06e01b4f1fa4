package io.oeesuite.ingest.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that the session rules remember of one edge node, the memory of duplicates excepted.
 *
 * @param session the current one, alive or ended; empty before the first NBIRTH
 * @param sources the last birth of the edge node ("") and of each device
 */
public record NodeState(
        Optional<Session> session,
        Optional<PreviousSession> previous,
        Map<String, BornSource> sources,
        HeldMessages held,
        RebirthLimit rebirths,
        Optional<UnmatchedDeath> unmatchedDeath) {
    public static final NodeState NEW = new NodeState(
            Optional.empty(), Optional.empty(), Map.of(), HeldMessages.NONE, RebirthLimit.NEW, Optional.empty());

    public NodeState {
        sources = Map.copyOf(sources);
    }

    NodeState with(Session newSession) {
        return new NodeState(Optional.of(newSession), previous, sources, held, rebirths, unmatchedDeath);
    }

    NodeState with(HeldMessages newHeld) {
        return new NodeState(session, previous, sources, newHeld, rebirths, unmatchedDeath);
    }

    NodeState with(RebirthLimit newRebirths) {
        return new NodeState(session, previous, sources, held, newRebirths, unmatchedDeath);
    }

    NodeState withPrevious(PreviousSession newPrevious) {
        return new NodeState(session, Optional.of(newPrevious), sources, held, rebirths, unmatchedDeath);
    }

    NodeState withUnmatchedDeath(Optional<UnmatchedDeath> death) {
        return new NodeState(session, previous, sources, held, rebirths, death);
    }

    NodeState withSource(String device, BornSource source) {
        Map<String, BornSource> changed = new HashMap<>(sources);
        changed.put(device, source);
        return new NodeState(session, previous, changed, held, rebirths, unmatchedDeath);
    }

    NodeState withSources(Map<String, BornSource> newSources) {
        return new NodeState(session, previous, newSources, held, rebirths, unmatchedDeath);
    }
}
