package io.oeesuite.alert.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.localstack.Completed;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against a broker that takes messages and does not acknowledge them, which no real one can be made to do. */
class AcknowledgedSessionTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger term = new AtomicInteger();
    private final List<MqttEndpoint> clients = new CopyOnWriteArrayList<>();
    private final List<MqttPublishMessage> taken = new CopyOnWriteArrayList<>();
    private final AcknowledgedSession session = new AcknowledgedSession(vertx, term::get);
    private MqttConnection connection;

    @BeforeEach
    void connect() {
        MqttServer broker = MqttServer.create(
                        vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(0))
                .endpointHandler(client -> {
                    client.publishHandler(taken::add);
                    clients.add(client);
                    client.accept(false);
                });
        join(broker.listen());
        Map<String, String> settings =
                Map.of("MQTT_BROKER_HOST", "127.0.0.1:" + broker.actualPort(), "MQTT_USE_TLS", "false");
        connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(settings.get(name)), "alert_SENDER"),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        connection.start();
        session.publishThrough(connection);
    }

    @AfterEach
    void close() {
        session.end();
        join(vertx.close());
    }

    @Test
    void aMessageIsPublishedWhenTheBrokerHasAcknowledgedItAndNotWhenItHasItOnlyOnTheWire() {
        Future<Integer> published = publish();
        await().until(() -> taken.size() == 1);

        assertThat(published.isComplete()).isFalse();
        MqttPublishMessage message = taken.getFirst();
        assertThat(message.qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
        assertThat(message.isRetain()).isTrue();

        clients.getFirst().publishAcknowledge(message.messageId());
        await().until(published::succeeded);
    }

    @Test
    void whatWasNotAcknowledgedBeforeTheConnectionWasLostIsPublishedAgain() {
        Future<Integer> published = publish();
        await().until(() -> taken.size() == 1);

        clients.getFirst().close();
        await().atMost(Duration.ofSeconds(30)).until(() -> taken.size() == 2);
        assertThat(published.isComplete()).isFalse();

        clients.getLast().publishAcknowledge(taken.getLast().messageId());
        await().until(published::succeeded);
    }

    @Test
    void whatIsSomebodyElsesMeanwhileIsNotPublishedAgain() {
        Future<Integer> published = publish();
        await().until(() -> taken.size() == 1);

        term.incrementAndGet();
        clients.getFirst().close();

        await().atMost(Duration.ofSeconds(30)).until(published::succeeded);
        assertThat(taken).hasSize(1);
    }

    private Future<Integer> publish() {
        var payload = Buffer.buffer("{}".getBytes(StandardCharsets.UTF_8));
        return session.publish("oee/v1/alerts/G/n/d", payload, MqttQoS.AT_LEAST_ONCE, false, true);
    }

    private static void join(Future<?> future) {
        Completed.of(future.toCompletionStage());
    }
}
