package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.ingest.session.Origin;
import io.oeesuite.ingest.session.RawMessage;
import io.oeesuite.sparkplug.Bytes;

/** Reads a record of the raw log. Whatever its headers hold, it gives a message; one without a topic comes to nothing later. */
final class RawRecord {
    static final String TRACE_PARENT = "traceparent";

    private RawRecord() {}

    static RawMessage message(Record<byte[], byte[]> record, RecordMetadata metadata) {
        Headers headers = record.headers();
        byte[] payload = record.value();
        return new RawMessage(
                text(headers, RawHeaders.MQTT_TOPIC).orElse(""),
                payload == null ? Bytes.EMPTY : Bytes.of(payload),
                text(headers, RawHeaders.MQTT_RETAINED).isPresent(),
                text(headers, RawHeaders.MQTT_DUP).isPresent(),
                new Origin(
                        lane(headers),
                        metadata.partition(),
                        metadata.offset(),
                        receiveTime(record),
                        record.timestamp()),
                text(headers, TRACE_PARENT));
    }

    private static String lane(Headers headers) {
        return text(headers, RawHeaders.MQTT_RECEIVER).orElse("") + "/"
                + text(headers, RawHeaders.MQTT_QOS).orElse("");
    }

    private static long receiveTime(Record<byte[], byte[]> record) {
        Optional<String> written = text(record.headers(), RawHeaders.RECEIVE_TIME);
        try {
            return written.isPresent() ? Long.parseLong(written.get()) : record.timestamp();
        } catch (NumberFormatException notByIngest) {
            return record.timestamp();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
