package io.oeesuite.analytics.engine;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.ClockTick;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Topic;

/** Writes what the engine says to its topics. */
final class EngineOutputs {
    private static final String TRACE_PARENT = "traceparent";

    private final ProcessorContext<byte[], byte[]> context;
    private Headers trace = new RecordHeaders();

    EngineOutputs(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    /** What follows is said because of the record with these headers. */
    void because(Headers headers) {
        trace = new RecordHeaders();
        var parent = headers.lastHeader(TRACE_PARENT);
        if (parent != null) {
            trace.add(parent);
        }
    }

    void ledger(LedgerChange change) {
        send(Topic.LEDGER, utf8(change.getEquipment()), change.toByteArray(), trace);
    }

    void result(OeeResult result) {
        String key = "%s|%s|%d|%d"
                .formatted(result.getEquipment(), result.getWindow(), result.getStartMs(), result.getVersion());
        send(Topic.RESULTS, utf8(key), result.toByteArray(), trace);
    }

    void alert(Alert alert) {
        send(Topic.ALERTS, utf8(alert.getEquipment()), alert.toByteArray(), trace);
    }

    void tick(int partition, long nowMs) {
        byte[] tick = ClockTick.newBuilder().setTimeMs(nowMs).build().toByteArray();
        context.forward(
                new Record<>(utf8(Integer.toString(partition)), tick, nowMs, new RecordHeaders()),
                Topic.CLOCK.topicName());
    }

    /** The record that is being processed, or a part of it, cannot be used. */
    void deadLetter(byte[] key, byte[] value, String reason, String detail) {
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeaders.REASON, utf8(reason))
                .add(DeadLetterHeaders.DETAIL, utf8(detail));
        context.recordMetadata()
                .ifPresent(position -> headers.add(DeadLetterHeaders.SOURCE_TOPIC, utf8(position.topic()))
                        .add(DeadLetterHeaders.SOURCE_PARTITION, utf8(Integer.toString(position.partition())))
                        .add(DeadLetterHeaders.SOURCE_OFFSET, utf8(Long.toString(position.offset()))));
        send(Topic.DEAD_LETTERS, key, value, headers);
    }

    private void send(Topic to, byte[] key, byte[] value, Headers headers) {
        context.forward(new Record<>(key, value, context.currentStreamTimeMs(), headers), to.topicName());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
