package io.oeesuite.ingest.session;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The session before the current one, remembered for the messages that the NBIRTH has overtaken on their way.
 *
 * @param sources what was declared in it, by device; "" is the edge node
 * @param overAppendMs when the raw log got the NBIRTH that followed it
 */
public record PreviousSession(long id, OptionalInt bdSeq, Map<String, BornSource> sources, long overAppendMs) {
    public PreviousSession {
        sources = Map.copyOf(sources);
    }
}
