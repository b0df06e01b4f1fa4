package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Headers;

import io.oeesuite.mqtt.InboundMessage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;

/** Begins the trace of a message and sends it along in the record's headers ({@code traceparent}). */
interface Tracing {
    /** Traces nothing, at no cost. */
    Tracing OFF = (message, headers) -> {};

    void begin(InboundMessage message, Headers headers);

    static Tracing with(OpenTelemetry telemetry) {
        Tracer tracer = telemetry.getTracer("io.oeesuite.ingest.receive");
        TextMapSetter<Headers> setter =
                (headers, name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        return (message, headers) -> {
            Span span = tracer.spanBuilder("receive")
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute("messaging.system", "mqtt")
                    .setAttribute("messaging.destination.name", message.topic())
                    .startSpan();
            telemetry
                    .getPropagators()
                    .getTextMapPropagator()
                    .inject(Context.root().with(span), headers, setter);
            span.end();
        };
    }
}
