package io.oeesuite.simulator.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionFailed;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionProblem;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.mqtt.Will;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * An uplink over MQTT 3.1.1 with a clean session (tck-id-principles-persistence-clean-session-311). At QoS 1 a message has arrived when the broker acknowledges it;
 * at QoS 0, where it never does, when the broker has answered a later request on the same connection, which it reads in order.
 */
public final class MqttUplink implements Uplink {

    /** QoS of the will and of an NDEATH: tck-id-payloads-ndeath-will-message-qos. */
    private static final int QOS_OF_DEATH = 1;

    private final Vertx vertx;
    private final MqttSettings settings;
    private final ConnectionOptions options;
    private final List<Subscription> subscriptions;
    private final Subscription fence;
    private final int qos;
    private final Fences fences;
    private Optional<MqttConnection> connection = Optional.empty();
    private volatile int present;

    /**
     * @param subscriptions what to hear: the primary host first, then the commands
     * @param fence one of the subscriptions that may be renewed at any time without consequences
     * @param qos of births and data, 0 or 1
     */
    public MqttUplink(
            Vertx vertx,
            MqttSettings settings,
            ConnectionOptions options,
            List<Subscription> subscriptions,
            Subscription fence,
            int qos) {
        this.vertx = vertx;
        this.settings = settings;
        this.options = options;
        this.subscriptions = List.copyOf(subscriptions);
        this.fence = fence;
        this.qos = qos;
        fences = new Fences(vertx);
    }

    @Override
    public void open(Listener listener, int skip) {
        List<BrokerAddress> brokers = new ArrayList<>(settings.brokers());
        int first = (present + skip) % brokers.size();
        Collections.rotate(brokers, -first);
        MqttSettings rotated = new MqttSettings(
                brokers,
                settings.tls(),
                settings.tlsInsecure(),
                settings.caCerts(),
                settings.certFile(),
                settings.keyFile(),
                settings.username(),
                settings.password(),
                settings.clientId());
        Ear ear = new Ear(listener);
        MqttConnection opened = new MqttConnection(vertx, rotated, options.withWill(ear::will), ear);
        subscriptions.forEach(subscription -> opened.subscribe(subscription).onFailure(refused -> {}));
        connection = Optional.of(opened);
        opened.start();
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload) {
        if (connection.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
        }
        MqttConnection open = connection.get();
        Future<Integer> sent = open.publish(topic, payload, qos, false);
        if (qos > 0) {
            return sent.<Void>mapEmpty().toCompletionStage();
        }
        return sent.compose(packet -> fences.after(() -> answered(open))).toCompletionStage();
    }

    // refused or granted: the broker has read everything before it
    private Future<Void> answered(MqttConnection open) {
        return open.subscribe(fence)
                .recover(failure -> failure instanceof ConnectionFailed broken
                                && broken.problem() instanceof ConnectionProblem.SubscriptionRefused
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    @Override
    public CompletionStage<Void> leave(Farewell farewell) {
        Optional<MqttConnection> left = connection;
        connection = Optional.empty();
        return left.map(open -> open.publish(
                                farewell.topic(), farewell.payload().toArray(), QOS_OF_DEATH, false)
                        .transform(whatever -> open.stop())
                        .toCompletionStage())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletionStage<Void> leave() {
        Optional<MqttConnection> left = connection;
        connection = Optional.empty();
        return left.map(open -> open.stop().toCompletionStage())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletionStage<Void> drop() {
        Optional<MqttConnection> dropped = connection;
        connection = Optional.empty();
        return dropped.map(open -> open.drop().toCompletionStage())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public int brokers() {
        return settings.brokers().size();
    }

    /** On the event loop only. What is retained may come before it is said that the connection is ready. */
    private final class Ear implements ConnectionListener {

        private final Listener listener;
        private final List<InboundMessage> early = new ArrayList<>();
        private String broker = "";

        Ear(Listener listener) {
            this.listener = listener;
        }

        Optional<Will> will() {
            Farewell farewell = listener.will();
            return Optional.of(Will.of(farewell.topic(), farewell.payload().toArray(), QOS_OF_DEATH, false));
        }

        @Override
        public void onMessage(InboundMessage message) {
            message.acknowledge();
            if (broker.isEmpty()) {
                early.add(message);
                return;
            }
            listener.message(broker, message.topic(), message.payload());
        }

        @Override
        public void onConnected(BrokerAddress address, boolean sessionPresent) {
            broker = address.toString();
            present = settings.brokers().indexOf(address);
            listener.connected(broker);
            early.forEach(message -> listener.message(broker, message.topic(), message.payload()));
            early.clear();
        }

        @Override
        public void onDisconnected(ConnectionProblem problem) {
            broker = "";
            listener.lost(problem.message());
        }

        @Override
        public void onProblem(ConnectionProblem problem) {
            early.clear();
            listener.refused(problem.message());
        }
    }
}
