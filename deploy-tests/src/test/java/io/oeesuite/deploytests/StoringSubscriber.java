package io.oeesuite.deploytests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.vertx.core.Vertx;

import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Takes messages as ingest-service does behind Mosquitto ({@code OEE_INGEST_SHARED=false}): the suite's own connection, a session that is kept, acknowledged only when
 * stored. Mosquitto forgets a shared subscription with its restart; what it acknowledges until the subscriber is back would be lost.
 */
final class StoringSubscriber implements ConnectionListener, AutoCloseable {

    private static final ConnectionTiming QUICK =
            ConnectionTiming.DEFAULT.withDelays(Duration.ofMillis(50), Duration.ofMillis(400));

    private final MqttConnection connection;
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    StoringSubscriber(Vertx vertx, Map<String, String> settings) throws InterruptedException {
        connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(settings.get(name)), "nobody"),
                ConnectionOptions.defaults().withPersistentSession().withTiming(QUICK),
                this);
        var granted = connection.subscribe(Subscription.required("spBv1.0/#", 1));
        connection.start();
        try {
            granted.toCompletionStage().toCompletableFuture().get(20, SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onMessage(InboundMessage message) {
        stored.add(new String(message.payload(), StandardCharsets.UTF_8));
        message.acknowledge();
    }

    Set<String> stored() {
        return stored;
    }

    @Override
    public void close() {
        connection.drop();
    }
}
