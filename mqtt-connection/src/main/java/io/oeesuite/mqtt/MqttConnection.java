package io.oeesuite.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * A connection with an MQTT broker that is kept until it is stopped.
 *
 * <pre>
 *                 start                    accepted, subscribed
 *   Stopped ─────────────▶ Connecting ─────────────────────────▶ Connected
 *      ▲                    │  ▲  ▲ │ failed: next broker, then     │  │
 *      │                    │  │  └─┘ wait with backoff             │  │ lost,
 *      │                    │  └────────────────────────────────────┘  │ certificates changed
 *      └────────────────────┴────────────────── stop, drop ────────────┘
 * </pre>
 *
 * <p>All methods may be called from any thread. The listener and what completes futures run on the connection's event loop.
 */
public final class MqttConnection {
    private static final Logger LOG = Logger.getLogger(MqttConnection.class);

    private final ContextInternal context;
    private final MqttSettings settings;
    private final ConnectionOptions options;
    private final ConnectionListener listener;
    private final AttemptPlan plan;
    private final InFlight inFlight;
    private final CertificateFiles certificateFiles;
    private final CertificateWatch certificateWatch;
    private final Subscriptions subscriptions;
    private Optional<BrokerSession> session = Optional.empty();
    private long retryTimer = -1;
    private boolean wanted;
    private boolean waitingForRoom;
    private volatile ConnectionState state = new ConnectionState.Stopped();

    public MqttConnection(Vertx vertx, MqttSettings settings, ConnectionOptions options, ConnectionListener listener) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.settings = settings;
        this.options = options;
        this.listener = listener;
        this.plan = new AttemptPlan(settings.brokers(), options.timing(), new SplittableRandom());
        this.subscriptions = new Subscriptions(settings.clientId());
        this.inFlight = new InFlight(options.limits(), this::inFlightChanged);
        this.certificateFiles = CertificateFiles.of(settings);
        this.certificateWatch = new CertificateWatch(
                context, certificateFiles, options.timing().certificateCheck(), this::certificatesChanged);
    }

    public ConnectionState state() {
        return state;
    }

    /** Messages received and not yet acknowledged. */
    public int inFlight() {
        return inFlight.messages();
    }

    /** Connects, and keeps connecting. Does nothing when started already. */
    public void start() {
        context.runOnContext(now -> {
            if (wanted) {
                return;
            }
            wanted = true;
            context.executeBlocking(settings::warnings)
                    .onSuccess(warnings ->
                            warnings.forEach(warning -> LOG.warnf("MQTT as %s: %s", settings.clientId(), warning)));
            if (settings.tls()) {
                certificateWatch.start();
            }
            attempt();
        });
    }

    /**
     * Ends the connection politely: reads no more, waits for what is in flight (not longer than {@link ConnectionTiming#drain}), sends DISCONNECT, so that the
     * broker does not publish the will. {@link #start} may follow.
     */
    public Future<Void> stop() {
        return onContext(() -> {
            unwanted();
            return session.map(open -> open.leave(new ConnectionProblem.EndedHere(open.broker())))
                    .orElseGet(Future::succeededFuture);
        });
    }

    /** Ends the connection as a failure would, without DISCONNECT: the broker publishes the will. {@link #start} may follow. */
    public Future<Void> drop() {
        return onContext(() -> {
            unwanted();
            session.ifPresent(open -> open.drop(new ConnectionProblem.EndedHere(open.broker())));
            return session.filter(BrokerSession::isAccepted)
                    .map(open -> open.end().<Void>mapEmpty())
                    .orElseGet(Future::succeededFuture);
        });
    }

    /**
     * Subscribes now or as soon as there is a connection, and again with every later one.
     *
     * @return completes when the broker first grants it; fails with {@link ConnectionFailed} when it refuses or the connection breaks meanwhile, though the
     *     subscription is remembered
     */
    public Future<Void> subscribe(Subscription subscription) {
        return onContext(() -> {
            Promise<Void> granted = context.promise();
            subscriptions.add(subscription, granted);
            session.filter(BrokerSession::isAccepted)
                    .ifPresent(open -> subscriptions
                            .ask(open, subscription.filter())
                            .onFailure(e -> open.drop(new Diagnosis(open.broker(), settings).ofLoss(e))));
            return granted.future();
        });
    }

    /** Ends a subscription and forgets it. */
    public Future<Void> unsubscribe(String filter) {
        return onContext(() -> {
            subscriptions.remove(filter);
            return session.filter(BrokerSession::isAccepted)
                    .map(open -> open.unsubscribe(filter))
                    .orElseGet(Future::succeededFuture);
        });
    }

    /**
     * Sends a message.
     *
     * @param qos 0..2
     * @return completes with the packet id when the broker has acknowledged it (at QoS 0: when it is sent); fails with {@link ConnectionFailed} when there is
     *     no connection or it breaks before that: the broker may or may not have the message then
     */
    public Future<Integer> publish(String topic, byte[] payload, int qos, boolean retained) {
        return onContext(() -> session.filter(BrokerSession::isAccepted)
                .map(open -> open.publish(topic, payload, qos, retained))
                .orElseGet(() -> Future.failedFuture(new ConnectionFailed(new ConnectionProblem.NotConnected()))));
    }

    /** Reads no more messages until {@link #resume}; the connection stays. */
    public void pause() {
        context.runOnContext(now -> inFlight.pause(true));
    }

    public void resume() {
        context.runOnContext(now -> inFlight.pause(false));
    }

    private void attempt() {
        retryTimer = -1;
        if (!wanted || session.isPresent()) {
            return;
        }
        if (!inFlight.hasRoom()) {
            waitingForRoom = true;
            return;
        }
        BrokerAddress broker = plan.broker();
        var opening = new BrokerSession(context, broker, settings, options, listener, inFlight);
        session = Optional.of(opening);
        if (state instanceof ConnectionState.Stopped) {
            state = new ConnectionState.Connecting(Optional.empty());
        }
        permission()
                .compose(permitted -> certificates())
                .compose(certificates -> wanted
                        ? opening.open(certificates)
                        : Future.failedFuture(new ConnectionFailed(new ConnectionProblem.EndedHere(broker))))
                .compose(kept -> subscriptions.renew(opening).map(kept))
                .onComplete(kept -> connected(opening, kept), e -> failed(opening, e));
    }

    private Future<Void> permission() {
        Promise<Void> answer = context.promise();
        options.permission()
                .get()
                .onSuccess(answer::complete)
                .onFailure(refused ->
                        answer.fail(new ConnectionFailed(new ConnectionProblem.NotPermitted(refused.getMessage()))));
        return answer.future();
    }

    private Future<Certificates> certificates() {
        if (!settings.tls()) {
            return Future.succeededFuture(new Certificates(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return context.executeBlocking(certificateFiles::read).onSuccess(certificateWatch::used);
    }

    private void connected(BrokerSession open, boolean kept) {
        plan.connected();
        var connected = new ConnectionState.Connected(open.broker(), Instant.now(), kept);
        state = connected;
        LOG.infof(
                "MQTT connected, broker=%s clientId=%s tls=%s sessionPresent=%s",
                open.broker(), settings.clientId(), settings.tls(), kept);
        listener.onConnected(open.broker(), kept);
        open.end().onSuccess(problem -> lost(connected, problem));
    }

    private void failed(BrokerSession tried, Throwable e) {
        ConnectionProblem problem = new Diagnosis(tried.broker(), settings).ofAttempt(e);
        if (tried.isAccepted()) {
            tried.drop(problem);
        }
        session = Optional.empty();
        if (!wanted) {
            state = new ConnectionState.Stopped();
            return;
        }
        state = new ConnectionState.Connecting(Optional.of(problem));
        listener.onProblem(problem);
        Duration delay = plan.afterFailure();
        LOG.warnf(
                "MQTT not connected as %s: %s. Next attempt in %d ms.",
                settings.clientId(), problem.message(), delay.toMillis());
        again(delay);
    }

    private void lost(ConnectionState.Connected was, ConnectionProblem problem) {
        session = Optional.empty();
        state = wanted ? new ConnectionState.Connecting(Optional.of(problem)) : new ConnectionState.Stopped();
        listener.onDisconnected(problem);
        if (!wanted) {
            LOG.infof("MQTT disconnected, broker=%s clientId=%s", was.broker(), settings.clientId());
            return;
        }
        boolean changed = problem instanceof ConnectionProblem.CertificatesChanged;
        Duration delay = changed ? Duration.ZERO : plan.afterLoss(Duration.between(was.since(), Instant.now()));
        LOG.warnf("MQTT as %s: %s. Next attempt in %d ms.", settings.clientId(), problem.message(), delay.toMillis());
        again(delay);
    }

    private void again(Duration delay) {
        if (delay.isZero()) {
            attempt();
            return;
        }
        retryTimer = context.setTimer(delay.toMillis(), now -> attempt());
    }

    private void unwanted() {
        wanted = false;
        waitingForRoom = false;
        context.owner().cancelTimer(retryTimer);
        certificateWatch.stop();
        if (session.isEmpty()) {
            state = new ConnectionState.Stopped();
        }
    }

    private void inFlightChanged() {
        session.ifPresent(BrokerSession::inFlightChanged);
        if (waitingForRoom && inFlight.hasRoom()) {
            waitingForRoom = false;
            attempt();
        }
    }

    private void certificatesChanged() {
        if (session.isEmpty()) {
            context.owner().cancelTimer(retryTimer);
            attempt();
            return;
        }
        session.filter(BrokerSession::isAccepted).ifPresent(BrokerSession::renewCertificates);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> action) {
        Promise<T> done = context.promise();
        context.runOnContext(now -> attempted(action).onComplete(done));
        return done.future();
    }

    /** Whoever waits for an answer gets one, also where there is a defect. */
    private static <T> Future<T> attempted(Supplier<Future<T>> action) {
        try {
            return action.get();
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }
}
