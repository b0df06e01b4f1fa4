package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import org.apache.kafka.clients.producer.ProducerRecord;

import io.oeesuite.contracts.HostHealth;
import io.oeesuite.contracts.Topic;

/** "I store what is published", said on {@code oee.host-health.v1} again and again while it is true. */
final class Heartbeat implements AutoCloseable {
    private static final String SERVICE = "ingest-service";

    private final String clientId;
    private final Clock clock;
    private final BooleanSupplier connected;
    private final IntSupplier inFlight;
    private final Sink sink;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeat").daemon().factory());

    /** Where it is said. */
    interface Sink {
        void send(ProducerRecord<byte[], byte[]> record, Runnable answered);
    }

    Heartbeat(String clientId, Clock clock, BooleanSupplier connected, IntSupplier inFlight, Sink sink) {
        this.clientId = clientId;
        this.clock = clock;
        this.connected = connected;
        this.inFlight = inFlight;
        this.sink = sink;
    }

    void start(Duration every) {
        timer.scheduleWithFixedDelay(this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One at a time: while Kafka is away, old ones do not queue up. */
    void beat() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        HostHealth health = HostHealth.newBuilder()
                .setService(SERVICE)
                .setClientId(clientId)
                .setTimeMs(clock.millis())
                .setMqttConnected(connected.getAsBoolean())
                .setInFlight(inFlight.getAsInt())
                .build();
        sink.send(
                new ProducerRecord<>(
                        Topic.HOST_HEALTH.topicName(), clientId.getBytes(StandardCharsets.UTF_8), health.toByteArray()),
                () -> underWay.set(false));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
