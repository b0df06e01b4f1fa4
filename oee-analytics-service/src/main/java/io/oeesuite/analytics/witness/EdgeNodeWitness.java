package io.oeesuite.analytics.witness;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares, message by message, what one edge node said on MQTT with what came through Kafka, in whichever order the two are heard.
 *
 * <p>Thread-safe. No clock inside: each method is told the time, milliseconds since 1970 UTC.
 */
final class EdgeNodeWitness {
    private static final int SEQUENCE_LENGTH = 256;

    private final String edgeNode;
    private final long windowMs;
    private final long graceMs;
    private final PendingMessages onMqttOnly;
    private final PendingMessages onKafkaOnly;
    private final SlidingCount matched;
    private final SlidingCount sequenceGaps;
    private OptionalInt lastSequenceNumber = OptionalInt.empty();
    private long lastHeardMs;

    /** @param mostPending messages that may wait for their counterpart, here and, by {@code room}, in all nodes together */
    EdgeNodeWitness(String edgeNode, long windowMs, long graceMs, int mostPending, AtomicInteger room) {
        this.edgeNode = edgeNode;
        this.windowMs = windowMs;
        this.graceMs = graceMs;
        this.onMqttOnly = new PendingMessages(mostPending, room);
        this.onKafkaOnly = new PendingMessages(mostPending, room);
        this.matched = new SlidingCount(windowMs);
        this.sequenceGaps = new SlidingCount(windowMs);
    }

    synchronized void heardOnMqtt(long fingerprint, long nowMs) {
        lastHeardMs = nowMs;
        if (onKafkaOnly.take(fingerprint).isPresent()) {
            matched.add(nowMs, nowMs);
            return;
        }
        onMqttOnly.add(fingerprint, nowMs);
    }

    synchronized void heardOnKafka(long fingerprint, long nowMs) {
        lastHeardMs = nowMs;
        OptionalLong heard = onMqttOnly.take(fingerprint);
        if (heard.isPresent()) {
            matched.add(heard.getAsLong(), nowMs);
            return;
        }
        onKafkaOnly.add(fingerprint, nowMs);
    }

    /** The sequence number of a message heard on MQTT; a birth of the node begins a new sequence. */
    synchronized void sequenceNumber(int number, boolean nodeBirth, long nowMs) {
        boolean follows = lastSequenceNumber.isEmpty()
                || number == (lastSequenceNumber.getAsInt() + 1) % SEQUENCE_LENGTH
                || number == lastSequenceNumber.getAsInt();
        if (!nodeBirth && !follows) {
            sequenceGaps.add(nowMs, nowMs);
        }
        lastSequenceNumber = OptionalInt.of(number);
    }

    /** We were away: what the next sequence number must be cannot be told. */
    synchronized void listeningAnew() {
        lastSequenceNumber = OptionalInt.empty();
    }

    synchronized void forgetAll() {
        onMqttOnly.forgetBefore(Long.MAX_VALUE);
        onKafkaOnly.forgetBefore(Long.MAX_VALUE);
    }

    synchronized NodeCompleteness completeness(long nowMs) {
        onMqttOnly.forgetBefore(nowMs - windowMs);
        onKafkaOnly.forgetBefore(nowMs - 2 * graceMs);
        long missing = onMqttOnly.countBefore(nowMs - graceMs);
        return new NodeCompleteness(
                edgeNode, matched.sum(nowMs), missing, onMqttOnly.size() - missing, sequenceGaps.sum(nowMs));
    }

    synchronized boolean isSilentSince(long ms) {
        return lastHeardMs < ms;
    }
}
