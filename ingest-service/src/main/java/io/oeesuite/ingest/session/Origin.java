package io.oeesuite.ingest.session;

import io.oeesuite.contracts.SourcePosition;

/**
 * Where and when a message entered the raw log.
 *
 * @param lane the way it came: the receiving replica and the quality of service. Messages of one lane keep their order, those of several may overtake each
 *     other
 * @param offset in the partition; it orders the messages of an edge node
 * @param receiveTimeMs when ingest-service received it, milliseconds since 1970 UTC
 * @param appendTimeMs when Kafka appended it, milliseconds since 1970 UTC: the clock of the session rules
 */
public record Origin(String lane, int partition, long offset, long receiveTimeMs, long appendTimeMs) {

    public SourcePosition position() {
        return SourcePosition.newBuilder()
                .setPartition(partition)
                .setOffset(offset)
                .build();
    }

    /** Whether this message may have been delivered before the other though it lies behind it in the log, or the other way round. */
    boolean mayHaveOvertaken(Origin other) {
        return !lane.equals(other.lane);
    }

    /** The same message as the occasion of what is decided later. */
    Origin decidedAt(long laterAppendTimeMs) {
        return new Origin(lane, partition, offset, receiveTimeMs, laterAppendTimeMs);
    }
}
