package io.oeesuite.analytics.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.smallrye.mutiny.Uni;

/** One span per batch, linked to the traces of the messages in it, so that a message can be followed into the database. */
final class BatchSpans {
    /** A span with thousands of links helps nobody. */
    private static final int MOST_LINKS = 64;

    private static final TextMapGetter<ConsumerRecord<byte[], byte[]>> HEADERS = new RecordHeaders();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    BatchSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.oeesuite.analytics.store");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    Uni<Void> around(String topic, List<ConsumerRecord<byte[], byte[]>> batch, Uni<Void> work) {
        return Uni.createFrom().deferred(() -> {
            Span span = start(topic, batch);
            return work.onFailure()
                    .invoke(failure -> span.recordException(failure).setStatus(StatusCode.ERROR))
                    .eventually(() -> span.end());
        });
    }

    private Span start(String topic, List<ConsumerRecord<byte[], byte[]>> batch) {
        var builder = tracer.spanBuilder(topic + " store")
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.batch.message_count", batch.size());
        batch.stream()
                .limit(MOST_LINKS)
                .map(kafkaRecord -> Span.fromContext(propagator.extract(Context.root(), kafkaRecord, HEADERS))
                        .getSpanContext())
                .filter(context -> context.isValid())
                .distinct()
                .forEach(builder::addLink);
        return builder.startSpan();
    }

    private static final class RecordHeaders implements TextMapGetter<ConsumerRecord<byte[], byte[]>> {
        @Override
        public Iterable<String> keys(ConsumerRecord<byte[], byte[]> carrier) {
            return List.of("traceparent", "tracestate", "baggage");
        }

        @Override
        public String get(ConsumerRecord<byte[], byte[]> carrier, String key) {
            Header header = carrier == null ? null : carrier.headers().lastHeader(key);
            return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
