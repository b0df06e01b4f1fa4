package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What operators see of the receive step: {@code oee_receive_*}. */
final class ReceiveMeters {
    private final MeterRegistry registry;
    private final Counter messages;
    private final Counter bytes;
    private final Counter oversize;
    private final Counter returned;
    private final Counter connections;
    private final Counter losses;
    private final Timer stored;

    ReceiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.messages = counter("oee.receive.messages", "Messages received over MQTT");
        this.bytes = counter("oee.receive.bytes", "Payload bytes received over MQTT");
        this.oversize = counter("oee.receive.oversize", "Messages above the size limit, discarded");
        this.returned = counter("oee.receive.returned", "Messages that Kafka refused and the broker sends again");
        this.connections = counter("oee.receive.connections", "How often the broker accepted the connection");
        this.losses = counter("oee.receive.losses", "How often the connection with the broker was lost");
        this.stored = Timer.builder("oee.receive.stored")
                .description("From receiving a message to Kafka's acknowledgement")
                // the bounds that the objectives in docs/operations/objectives.md may be set to
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5))
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void received(int size) {
        messages.increment();
        bytes.increment(size);
    }

    void stored(long nanos) {
        stored.record(nanos, TimeUnit.NANOSECONDS);
    }

    void oversize() {
        oversize.increment();
    }

    void returned() {
        returned.increment();
    }

    void connected() {
        connections.increment();
    }

    void lost() {
        losses.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
