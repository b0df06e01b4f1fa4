package io.oeesuite.deploytests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.vertx.core.Vertx;

import static java.util.concurrent.TimeUnit.SECONDS;

/** Takes messages as ingest-service does: the suite's own connection, a share, a session that is kept, acknowledged only when stored. */
final class StoringSubscriber implements ConnectionListener, AutoCloseable {

    private static final ConnectionTiming QUICK =
            ConnectionTiming.DEFAULT.withDelays(Duration.ofMillis(50), Duration.ofMillis(400));

    private final MqttConnection connection;
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final AtomicInteger redelivered = new AtomicInteger();
    private final List<InboundMessage> held = new ArrayList<>();
    private boolean holding;

    StoringSubscriber(Vertx vertx, Map<String, String> settings) throws InterruptedException {
        connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(settings.get(name)), "nobody"),
                ConnectionOptions.defaults().withPersistentSession().withTiming(QUICK),
                this);
        var granted = connection.subscribe(Subscription.required("$share/ingest/spBv1.0/#", 1));
        connection.start();
        try {
            granted.toCompletionStage().toCompletableFuture().get(20, SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void onMessage(InboundMessage message) {
        if (holding) {
            held.add(message);
            return;
        }
        store(message);
    }

    private void store(InboundMessage message) {
        if (message.duplicate()) {
            redelivered.incrementAndGet();
        }
        stored.add(new String(message.payload(), StandardCharsets.UTF_8));
        message.acknowledge();
    }

    /** From now on nothing can be stored. */
    synchronized void hold() {
        holding = true;
    }

    /** What was held is forgotten, as by a crash; what comes from now on is stored. */
    synchronized void release() {
        holding = false;
        held.forEach(InboundMessage::acknowledge);
        held.clear();
    }

    synchronized int held() {
        return held.size();
    }

    int redelivered() {
        return redelivered.get();
    }

    Set<String> stored() {
        return stored;
    }

    @Override
    public void close() {
        connection.drop();
    }
}
