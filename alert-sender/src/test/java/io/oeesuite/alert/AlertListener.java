package io.oeesuite.alert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.vertx.core.Vertx;

/** A dashboard that listens to alerts on MQTT. */
final class AlertListener implements ConnectionListener, AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final MqttConnection connection;
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final List<String> all = new CopyOnWriteArrayList<>();

    /** Returns when it listens. */
    AlertListener(LocalStack stack, String clientId) {
        Map<String, String> environment = stack.mqttEnvironment(clientId);
        connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), clientId),
                ConnectionOptions.defaults(),
                this);
        var subscribed = connection.subscribe(Subscription.required("oee/v1/alerts/#", 1));
        connection.start();
        Completed.of(subscribed.toCompletionStage());
    }

    /** What was said last on the topic; empty text when it was cleared. */
    Optional<String> on(String topic) {
        return Optional.ofNullable(last.get(topic));
    }

    /** All that was said, in order, as {@code topic=payload}. */
    List<String> all() {
        return List.copyOf(all);
    }

    @Override
    public void onMessage(InboundMessage message) {
        String payload = new String(message.payload(), StandardCharsets.UTF_8);
        last.put(message.topic(), payload);
        all.add(message.topic() + "=" + payload);
        message.acknowledge();
    }

    @Override
    public void close() {
        Completed.of(connection.stop().toCompletionStage());
        Completed.of(vertx.close().toCompletionStage());
    }
}
