package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.session.DeadLetterReason;
import io.oeesuite.ingest.session.RawMessage;

/** Writes outcomes to their topics. Records carry the raw log's time; their topics stamp their own. */
final class SessionOutputs {
    private static final Logger LOG = Logger.getLogger(SessionOutputs.class);

    /** The largest record that Kafka gets; the rest is for the batch around it. One it refused would spoil the transaction, and so again and again. */
    private static final int MOST_BYTES = Topic.MAX_RECORD_BYTES - (1 << 16);

    /** More than lengths and the like take in a record or a header. */
    private static final int OVERHEAD = 32;

    private final ProcessorContext<byte[], byte[]> context;

    SessionOutputs(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    void event(MachineEvent event, Optional<String> traceParent) {
        Headers headers = new RecordHeaders();
        traceParent.ifPresent(parent -> headers.add(RawRecord.TRACE_PARENT, utf8(parent)));
        String key = machine(event.getGroup(), event.getNode(), event.getDevice());
        send(Topic.EVENTS, utf8(key), event.toByteArray(), event.getAppendTimeMs(), headers);
    }

    void birth(Birth birth, long appendTimeMs) {
        String key = machine(birth.getGroup(), birth.getNode(), birth.getDevice());
        send(Topic.BIRTHS, utf8(key), birth.toByteArray(), appendTimeMs, new RecordHeaders());
    }

    void rebirth(RebirthRequest request) {
        String key = request.getGroup() + "/" + request.getNode();
        send(Topic.REBIRTH_REQUESTS, utf8(key), request.toByteArray(), request.getTimeMs(), new RecordHeaders());
    }

    /** @param key the key of the raw record; null where it had none */
    void deadLetter(byte[] key, RawMessage message, DeadLetterReason reason, String detail) {
        Headers headers = letter(
                        reason,
                        detail,
                        message.origin().partition(),
                        message.origin().offset())
                .add(DeadLetterHeaders.MQTT_TOPIC, utf8(message.mqttTopic()));
        send(
                Topic.DEAD_LETTERS,
                key,
                message.payload().toArray(),
                message.origin().appendTimeMs(),
                headers);
    }

    private static Headers letter(DeadLetterReason reason, String detail, int partition, long offset) {
        return new RecordHeaders()
                .add(DeadLetterHeaders.REASON, utf8(reason.word()))
                .add(DeadLetterHeaders.DETAIL, utf8(detail))
                .add(DeadLetterHeaders.SOURCE_TOPIC, utf8(Topic.RAW.topicName()))
                .add(DeadLetterHeaders.SOURCE_PARTITION, utf8(Integer.toString(partition)))
                .add(DeadLetterHeaders.SOURCE_OFFSET, utf8(Long.toString(offset)));
    }

    private void send(Topic to, byte[] key, byte[] value, long timeMs, Headers headers) {
        long bytes = size(key, value, headers);
        if (bytes > MOST_BYTES) {
            tooLarge(to, bytes, timeMs);
            return;
        }
        context.forward(new Record<>(key, value, timeMs, headers), to.topicName());
    }

    /** A small dead letter in place of a record. The message that led to it is in the raw log. */
    private void tooLarge(Topic to, long bytes, long timeMs) {
        int partition = context.recordMetadata()
                .map(RecordMetadata::partition)
                .orElse(context.taskId().partition());
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        String detail = "the record for " + to.topicName() + " would have " + bytes + " bytes";
        LOG.errorf("A record is too large and is left out: source=%d@%d, %s", partition, offset, detail);
        Headers headers = letter(DeadLetterReason.TOO_LARGE, detail, partition, offset);
        context.forward(new Record<>(null, new byte[0], timeMs, headers), Topic.DEAD_LETTERS.topicName());
    }

    private static long size(byte[] key, byte[] value, Headers headers) {
        long bytes = OVERHEAD + value.length + (key == null ? 0 : key.length);
        for (Header header : headers) {
            bytes += OVERHEAD + header.key().length() + header.value().length;
        }
        return bytes;
    }

    private static String machine(String group, String node, String device) {
        return device.isEmpty() ? group + "/" + node : group + "/" + node + "/" + device;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
