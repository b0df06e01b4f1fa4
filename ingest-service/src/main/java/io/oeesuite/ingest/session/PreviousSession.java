package io.oeesuite.ingest.session;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import io.oeesuite.sparkplug.SequenceNumber;

/**
 * The session before the current one, remembered for the messages that the NBIRTH has overtaken on their way.
 *
 * @param sources what was declared in it, by device; "" is the edge node
 * @param track where its sequence stood
 * @param overAppendMs when the raw log got the NBIRTH that followed it
 */
public record PreviousSession(
        long id, OptionalInt bdSeq, Map<String, BornSource> sources, SequenceTrack track, long overAppendMs) {
    private static final int FURTHEST_AHEAD = 64;

    public PreviousSession {
        sources = Map.copyOf(sources);
    }

    /** Whether a message of this number can have been on its way when the session ended. */
    boolean mayLack(int seq) {
        return track.isLate(seq) || SequenceNumber.distance(track.expected(), seq) < FURTHEST_AHEAD;
    }

    PreviousSession withSource(String device, BornSource source) {
        Map<String, BornSource> changed = new HashMap<>(sources);
        changed.put(device, source);
        return new PreviousSession(id, bdSeq, changed, track, overAppendMs);
    }
}
