package io.oeesuite.ingest.session.stream;

import java.util.concurrent.CompletableFuture;

/** Knows whether everything in the raw log has been read. */
public interface LogEnd {
    /** Whether every record of the partition has been processed. Completes exceptionally when that cannot be learnt now. */
    CompletableFuture<Boolean> isReached(int partition);
}
