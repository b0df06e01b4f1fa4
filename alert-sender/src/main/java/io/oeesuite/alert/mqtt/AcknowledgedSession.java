package io.oeesuite.alert.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.MqttConnection;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.smallrye.reactive.messaging.mqtt.session.RequestedQoS;
import io.smallrye.reactive.messaging.mqtt.session.SessionEvent;
import io.smallrye.reactive.messaging.mqtt.session.SessionState;
import io.smallrye.reactive.messaging.mqtt.session.SubscriptionEvent;
import io.smallrye.reactive.messaging.mqtt.session.SubscriptionState;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.messages.MqttPublishMessage;

/**
 * The session that the MQTT connector publishes through, on the suite's own connection.
 *
 * <p>A message counts as published when the broker has acknowledged it. Until then it is tried again, however long the broker is away: the connector acknowledges
 * nothing meanwhile, and Kafka keeps what follows. What is somebody else's to publish meanwhile, because Kafka has given its partition away, is given up: it
 * would overwrite what is newer. It only publishes.
 */
final class AcknowledgedSession implements MqttClientSession {
    private static final Duration RETRY = Duration.ofMillis(300);

    /** Stands for the id of a message that was not published. */
    private static final int NOT_PUBLISHED = -1;

    private final Vertx vertx;
    private final IntSupplier term;
    private final StandStill standStill = new StandStill(System.nanoTime());
    private volatile Optional<MqttConnection> connection = Optional.empty();
    private volatile boolean ended;

    /** @param term another number once what is to be published may be somebody else's to publish */
    AcknowledgedSession(Vertx vertx, IntSupplier term) {
        this.vertx = vertx;
        this.term = term;
    }

    void publishThrough(MqttConnection opened) {
        connection = Optional.of(opened);
        vertx.setPeriodic(StandStill.BEAT.toMillis(), timer -> {
            standStill.beat(System.nanoTime());
            if (ended) {
                vertx.cancelTimer(timer);
            }
        });
    }

    void end() {
        ended = true;
    }

    /** Completes also when it was given up because it is somebody else's to publish: whoever asked looks at the term. */
    @Override
    public Future<Integer> publish(String topic, Buffer payload, MqttQoS qos, boolean isDup, boolean isRetain) {
        Promise<Integer> acknowledged = Promise.promise();
        attempt(topic, payload.getBytes(), qos.value(), isRetain, term.getAsInt(), acknowledged);
        return acknowledged.future();
    }

    private void attempt(
            String topic, byte[] payload, int qos, boolean retained, int begunIn, Promise<Integer> acknowledged) {
        if (ended) {
            // neither sent nor failed: Kafka has it for the next start
            return;
        }
        if (term.getAsInt() != begunIn) {
            acknowledged.complete(NOT_PUBLISHED);
            return;
        }
        Runnable again = () ->
                vertx.setTimer(RETRY.toMillis(), _ -> attempt(topic, payload, qos, retained, begunIn, acknowledged));
        connection
                .filter(open -> open.state() instanceof ConnectionState.Connected)
                .filter(_ -> !standStill.isRecent(System.nanoTime()))
                .ifPresentOrElse(
                        open -> open.publish(topic, payload, qos, retained)
                                .onSuccess(acknowledged::complete)
                                .onFailure(_ -> again.run()),
                        again);
    }

    @Override
    public SessionState getState() {
        return connection
                .map(open -> switch (open.state()) {
                    case ConnectionState.Stopped _ -> SessionState.DISCONNECTED;
                    case ConnectionState.Connecting _ -> SessionState.CONNECTING;
                    case ConnectionState.Connected _ -> SessionState.CONNECTED;
                })
                .orElse(SessionState.DISCONNECTED);
    }

    /** The connection is the service's; the connector need not wait for it. */
    @Override
    public Future<Void> start() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        return Future.succeededFuture();
    }

    @Override
    public SubscriptionState getSubscriptionState(String topicFilter) {
        return SubscriptionState.UNSUBSCRIBED;
    }

    @Override
    public Future<Integer> subscribe(String topic, RequestedQoS qos) {
        return Future.failedFuture("alert-sender only publishes");
    }

    @Override
    public Future<Void> unsubscribe(String topic) {
        return Future.succeededFuture();
    }

    @Override
    public MqttClientSession messageHandler(Handler<MqttPublishMessage> messageHandler) {
        return this;
    }

    @Override
    public MqttClientSession exceptionHandler(Handler<Throwable> exceptionHandler) {
        return this;
    }

    @Override
    public MqttClientSession sessionStateHandler(Handler<SessionEvent> sessionStateHandler) {
        return this;
    }

    @Override
    public MqttClientSession subscriptionStateHandler(Handler<SubscriptionEvent> subscriptionStateHandler) {
        return this;
    }

    @Override
    public MqttClientSession publishCompletionHandler(Handler<Integer> publishCompleteHandler) {
        return this;
    }

    @Override
    public MqttClientSession publishCompletionExpirationHandler(Handler<Integer> publishCompletionExpirationHandler) {
        return this;
    }

    @Override
    public MqttClientSession publishCompletionUnknownPacketIdHandler(
            Handler<Integer> publishCompletionUnknownPacketIdHandler) {
        return this;
    }
}
