package io.oeesuite.ingest.session;

import io.oeesuite.sparkplug.SparkplugTopic;

/**
 * A message with a sequence number before its turn: as it came, with no more of it read than its place in the order. When its turn comes it may turn out to be
 * malformed; the turn is its all the same.
 *
 * @param seq 0..255. An absent seq reads as 0, because proto3 encoders leave zeros out
 * @param timeMs when it happened, by the edge's clock
 */
public record WaitingMessage(SparkplugTopic topic, int seq, long timeMs, RawMessage raw) {

    public EdgeNodeId edgeNode() {
        return EdgeNodeId.of(topic);
    }

    public Origin origin() {
        return raw.origin();
    }

    public long appendTimeMs() {
        return raw.origin().appendTimeMs();
    }

    /** What it takes of the limit, bytes. */
    int size() {
        return raw.payload().size() + raw.mqttTopic().length();
    }
}
