package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.ingest.RealServers;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.Subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With a real broker and a Kafka that refuses. */
class RedeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger renewals = new AtomicInteger();
    private Optional<Redelivery> redelivery = Optional.empty();
    private final MqttConnection subscriber =
            connection("analytics_REDELIVERY", ConnectionOptions.defaults().withPersistentSession(), this::onMessage);
    private final MqttConnection edge =
            connection("edge_RD", ConnectionOptions.defaults(), InboundMessage::acknowledge);

    @AfterEach
    void stop() throws Exception {
        for (MqttConnection connection : List.of(subscriber, edge)) {
            connection.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRefusedMessageIsSentAgainByTheBroker() {
        redelivery = Optional.of(new Redelivery(
                RealServers.VERTX,
                subscriber,
                this::renewProducer,
                Duration.ofMillis(50),
                new KafkaWatch(System::nanoTime),
                new ReceiveMeters(new SimpleMeterRegistry())));
        subscriber.subscribe(Subscription.required("spBv1.0/RD/#", 1));
        start(subscriber);
        start(edge);

        edge.publish("spBv1.0/RD/NDATA/edge_RD", "precious".getBytes(UTF_8), 1, false);

        await().atMost(PATIENCE).until(() -> received.size() == 2 && subscriber.inFlight() == 0);
        assertThat(received)
                .extracting(message -> new String(message.payload(), UTF_8))
                .containsOnly("precious");
        assertThat(received.getLast().duplicate()).isTrue();
        assertThat(renewals).hasValue(2);
    }

    private void onMessage(InboundMessage message) {
        received.add(message);
        if (received.size() == 1) {
            redelivery.orElseThrow().refused(message, new IllegalStateException("no room on the disk"));
            return;
        }
        message.acknowledge();
    }

    /** Fails at first, as while Kafka is away. */
    private void renewProducer() {
        if (renewals.incrementAndGet() == 1) {
            throw new IllegalStateException("still away");
        }
    }

    private static void start(MqttConnection connection) {
        connection.start();
        await().atMost(PATIENCE).until(() -> connection.state() instanceof ConnectionState.Connected);
    }

    private static MqttConnection connection(String clientId, ConnectionOptions options, ConnectionListener listener) {
        return new MqttConnection(RealServers.VERTX, RealServers.mqtt(clientId), options, listener);
    }
}
