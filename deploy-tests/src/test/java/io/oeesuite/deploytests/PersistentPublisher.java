package io.oeesuite.deploytests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionProblem;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.vertx.core.Vertx;

/** Publishes numbers at QoS 1, one after the other, as fast as they are acknowledged; one that was not is published again. */
final class PersistentPublisher implements ConnectionListener, AutoCloseable {

    private static final ConnectionTiming QUICK = ConnectionTiming.DEFAULT
            .withDelays(Duration.ofMillis(50), Duration.ofMillis(400))
            .withCertificateCheck(Duration.ofMillis(100));
    private static final long PAUSE_MILLIS = 5;

    private final Vertx vertx;
    private final MqttConnection connection;
    private final String id;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile boolean finished;
    private int next;

    PersistentPublisher(Vertx vertx, Map<String, String> settings, String id) {
        this.vertx = vertx;
        this.id = id;
        connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(settings.get(name)), "nobody"),
                ConnectionOptions.defaults().withTiming(QUICK),
                this);
        connection.start();
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        publish();
    }

    @Override
    public void onDisconnected(ConnectionProblem problem) {
        losses.incrementAndGet();
    }

    private void publish() {
        if (finished) {
            return;
        }
        String message = id + "-" + next;
        // a failure is followed by a new connection, and that by the same message
        connection
                .publish("spBv1.0/PLANT01/NDATA/" + id, message.getBytes(StandardCharsets.UTF_8), 1, false)
                .onSuccess(packet -> {
                    acknowledged.add(message);
                    next++;
                    vertx.setTimer(PAUSE_MILLIS, timer -> publish());
                });
    }

    void finish() {
        finished = true;
    }

    int count() {
        return acknowledged.size();
    }

    int losses() {
        return losses.get();
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
    }

    @Override
    public void close() {
        connection.drop();
    }
}
