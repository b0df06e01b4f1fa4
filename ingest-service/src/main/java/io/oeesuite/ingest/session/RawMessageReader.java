package io.oeesuite.ingest.session;

import io.oeesuite.sparkplug.DecoderLimits;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.MalformedTopicException;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.PayloadCursor;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.oeesuite.sparkplug.StateTopic;

/**
 * Tells what a raw message is, by its topic, and decodes it. Strict where the specification is clear: whatever takes part in a session has a timestamp, and a
 * sequence number or at least a metric; so that noise does not pass for a message.
 *
 * <p>Of a message that has its turn in a sequence only the envelope is read at first, and the rest when the turn comes: what waits takes no more room than it
 * came in, and what is malformed inside leaves no gap.
 */
public final class RawMessageReader {
    private static final String SPARKPLUG = SparkplugTopic.NAMESPACE + "/";

    private final DecoderLimits limits;
    private final SparkplugDecoder decoder;
    private final String jsonBase;

    /**
     * @param jsonBase the topic that those of JSON devices begin with
     */
    public RawMessageReader(DecoderLimits limits, String jsonBase) {
        this.limits = limits;
        this.decoder = new SparkplugDecoder(limits);
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
            if (raw.retained() && !topic.type().isCommand()) {
                return new Reading.Unreadable(DeadLetterReason.RETAINED, topic.type() + " must not be retained");
            }
            return switch (topic.type()) {
                case NBIRTH, NDEATH -> complete(decoded(topic, raw));
                case DBIRTH, NDATA, DDATA, DDEATH -> inSequence(topic, raw);
                case NCMD, DCMD -> new Reading.NotOfMachines("command");
            };
        } catch (MalformedTopicException malformed) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_TOPIC, malformed.getMessage());
        } catch (MalformedPayloadException malformed) {
            return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, malformed.getMessage());
        }
    }

    private SparkplugMessage decoded(SparkplugTopic topic, RawMessage raw) throws MalformedPayloadException {
        return new SparkplugMessage(topic, decoder.decode(raw.payload().toArray()), raw);
    }

    private static Reading complete(SparkplugMessage message) {
        MessageType type = message.topic().type();
        Payload payload = message.payload();
        if (type.hasSequenceNumber() && payload.timestamp().isEmpty()) {
            return withoutTimestamp(type);
        }
        if (type.hasSequenceNumber()
                && payload.seq().isEmpty()
                && payload.metrics().isEmpty()) {
            return withoutSeqAndMetrics(type);
        }
        return new Reading.OfSparkplug(message);
    }

    private Reading inSequence(SparkplugTopic topic, RawMessage raw) throws MalformedPayloadException {
        PayloadCursor envelope = new PayloadCursor(limits);
        envelope.on(raw.payload().toArray());
        if (!envelope.hasTimestamp()) {
            return withoutTimestamp(topic.type());
        }
        if (!envelope.hasSeq()) {
            if (envelope.metricCount() == 0) {
                return withoutSeqAndMetrics(topic.type());
            }
            // zero is a guess: only for a message that is sound otherwise
            decoded(topic, raw);
        }
        int seq = envelope.hasSeq() ? envelope.seq() : 0;
        return new Reading.InSequence(new WaitingMessage(topic, seq, envelope.timestamp(), raw));
    }

    private static Reading withoutTimestamp(MessageType type) {
        return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, type + " without timestamp");
    }

    private static Reading withoutSeqAndMetrics(MessageType type) {
        return new Reading.Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, type + " without seq and metrics");
    }

    /** All of a message, when its turn has come. */
    SparkplugMessage open(WaitingMessage message) throws MalformedPayloadException {
        return decoded(message.topic(), message.raw());
    }
}
