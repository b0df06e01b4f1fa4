package io.oeesuite.ingest.session;

import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.MalformedTopicException;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.oeesuite.sparkplug.StateTopic;

/**
 * Tells what a raw message is, by its topic, and decodes it. Strict where the specification is clear: whatever takes part in a session has a timestamp, and a
 * sequence number or at least a metric; so that noise does not pass for a message.
 */
public final class RawMessageReader {
    private static final String SPARKPLUG = SparkplugTopic.NAMESPACE + "/";

    private final SparkplugDecoder decoder;
    private final String jsonBase;

    /**
     * @param jsonBase the topic that those of JSON devices begin with
     */
    public RawMessageReader(SparkplugDecoder decoder, String jsonBase) {
        this.decoder = decoder;
        this.jsonBase = jsonBase;
    }

    public Reading read(RawMessage raw) {
        if (raw.mqttTopic().startsWith(SPARKPLUG)) {
            return StateTopic.matches(raw.mqttTopic()) ? new Reading.NotOfMachines("host-state") : sparkplug(raw);
        }
        return JsonTopic.parse(jsonBase, raw.mqttTopic())
                .<Reading>map(topic -> new Reading.OfJsonDevice(topic, raw))
                .orElseGet(() -> unknownTopic(raw));
    }

    private Reading unknownTopic(RawMessage raw) {
        if (raw.mqttTopic().startsWith(jsonBase + "/")) {
            return new Reading.NotOfMachines("json-housekeeping");
        }
        return new Reading.Unreadable(
                DeadLetterReason.MALFORMED_TOPIC, "neither " + SPARKPLUG + "… nor " + jsonBase + "/…");
    }

    private Reading sparkplug(RawMessage raw) {
        try {
            SparkplugTopic topic = SparkplugTopic.parse(raw.mqttTopic());
            if (topic.type().isCommand()) {
                return new Reading.NotOfMachines("command");
            }
            if (raw.retained()) {
                return new Reading.Unreadable(DeadLetterReason.RETAINED, topic.type() + " must not be retained");
            }
            return complete(
                    new SparkplugMessage(topic, decoder.decode(raw.payload().toArray()), raw));
        } catch (MalformedTopicException malformed) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_TOPIC, malformed.getMessage());
        } catch (MalformedPayloadException malformed) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, malformed.getMessage());
        }
    }

    private static Reading complete(SparkplugMessage message) {
        MessageType type = message.topic().type();
        Payload payload = message.payload();
        if (type.hasSequenceNumber() && payload.timestamp().isEmpty()) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, type + " without timestamp");
        }
        if (type.hasSequenceNumber()
                && payload.seq().isEmpty()
                && payload.metrics().isEmpty()) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, type + " without seq and metrics");
        }
        return new Reading.OfSparkplug(message);
    }
}
