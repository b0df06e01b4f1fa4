package io.oeesuite.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.vertx.core.Vertx;

import static org.awaitility.Awaitility.await;

/** Somebody else at the broker, independent of the service: hears, and may say something. */
public final class Ear implements AutoCloseable, ConnectionListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, byte[]>> reactions = new CopyOnWriteArrayList<>();
    private final MqttConnection connection;

    /** A message as it came. */
    public record Heard(String topic, byte[] payload, int qos, boolean retained, long atMs) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public Payload sparkplug() {
            try {
                return new SparkplugDecoder().decode(payload);
            } catch (MalformedPayloadException malformed) {
                throw new AssertionError(topic, malformed);
            }
        }
    }

    private Ear(MqttSettings settings, String... filters) {
        connection = new MqttConnection(vertx, settings, ConnectionOptions.defaults(), this);
        for (String filter : filters) {
            connection.subscribe(Subscription.required(filter, 1));
        }
        connection.start();
        await().atMost(PATIENCE).until(() -> connection.state() instanceof ConnectionState.Connected);
    }

    public static Ear at(LocalStack stack, String clientId, String... filters) {
        Map<String, String> environment = stack.mqttEnvironment(clientId);
        return new Ear(MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), clientId), filters);
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
        heard.add(new Heard(
                message.topic(), message.payload(), message.qos(), message.retained(), System.currentTimeMillis()));
        reactions.forEach(reaction -> reaction.accept(message.topic(), message.payload()));
    }

    public Ear reacting(BiConsumer<String, byte[]> reaction) {
        reactions.add(reaction);
        return this;
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public List<Heard> heard(String topicPart) {
        return heard.stream()
                .filter(message -> message.topic().contains(topicPart))
                .toList();
    }

    public void forget() {
        heard.clear();
    }

    public void say(String topic, byte[] payload, int qos, boolean retained) {
        try {
            connection
                    .publish(topic, payload, qos, retained)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        Completed.of(connection.stop().toCompletionStage());
        Completed.of(vertx.close().toCompletionStage());
    }
}
