package io.oeesuite.ingest.session;

import io.oeesuite.contracts.SourcePosition;

/**
 * Where and when a message entered the raw log.
 *
 * @param offset in the partition; it orders the messages of an edge node
 * @param receiveTimeMs when ingest-service received it, milliseconds since 1970 UTC
 * @param appendTimeMs when Kafka appended it, milliseconds since 1970 UTC: the clock of the session rules
 */
public record Origin(int partition, long offset, long receiveTimeMs, long appendTimeMs) {

    public SourcePosition position() {
        return SourcePosition.newBuilder()
                .setPartition(partition)
                .setOffset(offset)
                .build();
    }

    /** The same message as the occasion of what is decided later. */
    Origin decidedAt(long laterAppendTimeMs) {
        return new Origin(partition, offset, receiveTimeMs, laterAppendTimeMs);
    }
}
