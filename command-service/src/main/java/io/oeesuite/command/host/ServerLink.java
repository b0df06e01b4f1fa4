package io.oeesuite.command.host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionProblem;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.mqtt.Will;
import io.oeesuite.sparkplug.StateTopic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The host's session with one MQTT server, kept while it is wanted. Each connection is a clean one, with a will of its own, subscribes to the own STATE and to
 * {@code spBv1.0/#}, and only then publishes the birth (tck-id-message-flow-phid-sparkplug-subscription).
 */
final class ServerLink implements ConnectionListener {
    private static final Logger LOG = Logger.getLogger(ServerLink.class);
    private static final String EVERYTHING = "spBv1.0/#";
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(2);
    private static final int STATE_QOS = 1;

    private final String stateTopic;
    private final HostSession session;
    private final MqttConnection connection;
    private final Hearing hearing;
    private final String server;
    private boolean wanted;
    private CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);
    private volatile Optional<String> problem = Optional.empty();

    /** Who hears what a server sends, by its topic. */
    interface Hearing {
        void heard(ServerLink from, String topic);
    }

    /**
     * @param permission asked before each attempt to connect
     */
    ServerLink(
            Vertx vertx,
            MqttSettings settings,
            String hostId,
            InstantSource clock,
            Supplier<Future<Void>> permission,
            ConnectionOptions options,
            Hearing hearing) {
        this.server = String.join(
                "|", settings.brokers().stream().map(BrokerAddress::toString).toList());
        this.stateTopic = new StateTopic(hostId).toString();
        this.session = new HostSession(clock);
        this.hearing = hearing;
        this.connection = new MqttConnection(
                vertx, settings, options.withPermission(permission).withWill(() -> Optional.of(will())), this);
        connection.subscribe(Subscription.required(stateTopic, STATE_QOS));
        connection.subscribe(Subscription.required(EVERYTHING, 0));
    }

    /** Its address or addresses, for people. */
    String server() {
        return server;
    }

    HostSession.Stage stage() {
        return session.stage();
    }

    ConnectionState connection() {
        return connection.state();
    }

    boolean isOnline() {
        return session.stage() instanceof HostSession.Stage.Online;
    }

    /** Why it is not online, for people. */
    Optional<String> problem() {
        return switch (connection.state()) {
            case ConnectionState.Connected _ -> problem;
            case ConnectionState.Connecting(var why) -> why.map(ConnectionProblem::message);
            case ConnectionState.Stopped _ -> Optional.empty();
        };
    }

    /** Connects once a leave that is under way is done, and keeps connecting. */
    synchronized void enter() {
        if (wanted) {
            return;
        }
        wanted = true;
        leaving.whenComplete((left, failed) -> connectIfWanted());
    }

    /** Leaves on purpose: the death, then DISCONNECT. Completes when that is done. */
    synchronized CompletableFuture<Void> leave() {
        if (wanted) {
            wanted = false;
            leaving = sayDeath()
                    .handle((said, failed) ->
                            connection.stop().toCompletionStage().toCompletableFuture())
                    .thenCompose(stopped -> stopped)
                    .whenComplete((left, failed) -> session.ended());
        }
        return leaving;
    }

    /** Ends as a failure would: the server speaks the will, and this replica says nothing more. */
    synchronized void abandon() {
        wanted = false;
        session.ended();
        leaving = connection.drop().toCompletionStage().toCompletableFuture();
    }

    /** Publishes a command (tck-id-payloads-ncmd-qos, tck-id-payloads-ncmd-retain and those of DCMD: QoS 0, not retained). */
    Future<Void> publish(String topic, byte[] payload) {
        return connection.publish(topic, payload, 0, false).mapEmpty();
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        session.birth()
                .ifPresent(birth -> say(birth)
                        .onSuccess(acknowledged -> {
                            session.acknowledged();
                            problem = Optional.empty();
                            LOG.infof(
                                    "Host online, topic=%s server=%s timestamp=%d",
                                    stateTopic, server, birth.timestampMs());
                        })
                        .onFailure(refused ->
                                problem = Optional.of("the birth was not acknowledged: " + refused.getMessage())));
    }

    @Override
    public void onDisconnected(ConnectionProblem why) {
        session.ended();
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
        if (!message.topic().equals(stateTopic)) {
            hearing.heard(this, message.topic());
            return;
        }
        HostState.parse(message.payload()).ifPresent(this::heard);
    }

    /** Of all but STATE only the topic counts. */
    @Override
    public void onOversize(InboundMessage message) {
        message.acknowledge();
        hearing.heard(this, message.topic());
    }

    /** Certificates have changed: goodbye first, then the drop, and back with the new ones. */
    @Override
    public Future<Void> beforeRenewal() {
        return session.death().map(death -> say(death).<Void>mapEmpty()).orElseGet(Future::succeededFuture);
    }

    private void heard(HostState own) {
        session.contradiction(own).ifPresent(birth -> {
            LOG.infof(
                    "Somebody says that this host is offline, which it is not, topic=%s server=%s", stateTopic, server);
            say(birth);
        });
        if (session.isOutdoneBy(own)) {
            LOG.warnf(
                    "STATE has a later timestamp than this session, so edge nodes would ignore it; beginning a new one: topic=%s server=%s timestamp=%d",
                    stateTopic, server, own.timestampMs());
            beginAnew();
        }
    }

    private synchronized void beginAnew() {
        if (wanted) {
            leave();
            enter();
        }
    }

    private synchronized void connectIfWanted() {
        if (wanted) {
            connection.start();
        }
    }

    private CompletableFuture<Void> sayDeath() {
        Optional<HostState> death = session.death();
        if (death.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        LOG.infof("Host offline, topic=%s server=%s", stateTopic, server);
        return say(death.get())
                .<Void>mapEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Will will() {
        return Will.of(stateTopic, session.will().json(), STATE_QOS, true);
    }

    private Future<Integer> say(HostState state) {
        return connection.publish(stateTopic, state.json(), STATE_QOS, true);
    }
}
