package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.session.DeadLetterReason;
import io.oeesuite.ingest.session.RawMessage;

/** Writes outcomes to their topics. Records carry the raw log's time; their topics stamp their own. */
final class SessionOutputs {
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
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeaders.REASON, utf8(reason.word()))
                .add(DeadLetterHeaders.DETAIL, utf8(detail))
                .add(DeadLetterHeaders.MQTT_TOPIC, utf8(message.mqttTopic()))
                .add(DeadLetterHeaders.SOURCE_TOPIC, utf8(Topic.RAW.topicName()))
                .add(
                        DeadLetterHeaders.SOURCE_PARTITION,
                        utf8(Integer.toString(message.origin().partition())))
                .add(
                        DeadLetterHeaders.SOURCE_OFFSET,
                        utf8(Long.toString(message.origin().offset())));
        send(
                Topic.DEAD_LETTERS,
                key,
                message.payload().toArray(),
                message.origin().appendTimeMs(),
                headers);
    }

    private void send(Topic to, byte[] key, byte[] value, long timeMs, Headers headers) {
        context.forward(new Record<>(key, value, timeMs, headers), to.topicName());
    }

    private static String machine(String group, String node, String device) {
        return device.isEmpty() ? group + "/" + node : group + "/" + node + "/" + device;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
