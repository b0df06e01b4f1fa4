package io.oeesuite.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttConnAckMessage;
import io.vertx.mqtt.messages.MqttPublishMessage;

/**
 * One connection with one broker, from the attempt to its end. A new attempt gets a new object, so that nothing of an old connection, least of all an
 * acknowledgement, reaches a new one. On its event loop only.
 */
final class BrokerSession {
    private static final Logger LOG = Logger.getLogger(BrokerSession.class);
    private static final int REFUSED = 0x80;
    private static final String DECODER = "mqttDecoder";

    private final ContextInternal context;
    private final BrokerAddress broker;
    private final MqttSettings settings;
    private final ConnectionOptions options;
    private final ConnectionListener listener;
    private final Diagnosis diagnosis;
    private final AcknowledgementQueue acknowledgements;
    private final InFlight inFlight;
    private final PendingReplies<List<Integer>> subscribes = new PendingReplies<>();
    private final PendingReplies<Integer> publishes = new PendingReplies<>();
    private final Promise<ConnectionProblem> end;
    private final Keepalive keepalive;
    private final ReadGate gate;
    private MqttClient client;
    private ChannelHandlerContext channel;
    private boolean hasWill;
    private boolean leaving;
    private boolean renewing;
    private PubackBatch pubacks;
    private Optional<Throwable> failure = Optional.empty();
    private Optional<ConnectionProblem> reason = Optional.empty();

    BrokerSession(
            ContextInternal context,
            BrokerAddress broker,
            MqttSettings settings,
            ConnectionOptions options,
            ConnectionListener listener,
            InFlight inFlight) {
        this.context = context;
        this.broker = broker;
        this.settings = settings;
        this.options = options;
        this.listener = listener;
        this.inFlight = inFlight;
        this.diagnosis = new Diagnosis(broker, settings);
        this.acknowledgements = new AcknowledgementQueue(
                context.nettyEventLoop(), inFlight, packetId -> pubacks.add(packetId), () -> pubacks.send());
        this.end = context.promise();
        this.keepalive = new Keepalive(
                context.nettyEventLoop(),
                options.timing().keepAlive(),
                () -> channel.writeAndFlush(MqttMessage.PINGREQ),
                () -> drop(new ConnectionProblem.ConnectionLost(broker, "no answer to a keepalive ping")));
        this.gate = new ReadGate(keepalive::heard);
    }

    BrokerAddress broker() {
        return broker;
    }

    /** Completes with why, once the connection is no more. Never for one that was not accepted. */
    Future<ConnectionProblem> end() {
        return end.future();
    }

    /** Connects; completes with whether the broker had kept the session, or fails with {@link ConnectionFailed}. */
    Future<Boolean> open(Certificates certificates) {
        if (reason.isPresent()) {
            return Future.failedFuture(new ConnectionFailed(reason.get()));
        }
        MqttClientOptions setup = ClientSetup.of(settings, options, certificates);
        hasWill = setup.isWillFlag();
        client = MqttClient.create(context.owner(), setup);
        client.exceptionHandler(this::remember);
        client.closeHandler(closed -> ended());
        client.publishHandler(this::received);
        client.subscribeCompletionHandler(ack -> subscribes.answered(ack.messageId(), ack.grantedQoSLevels()));
        client.publishCompletionHandler(packetId -> publishes.answered(packetId, packetId));
        long timer = context.setTimer(3 * options.timing().step().toMillis(), late -> {
            reason = Optional.of(new ConnectionProblem.TimedOut(broker, "CONNACK"));
            client.disconnect();
        });
        return client.connect(broker.port(), broker.host())
                .onComplete(done -> context.owner().cancelTimer(timer))
                .map(this::accepted)
                .recover(e -> Future.failedFuture(new ConnectionFailed(attemptProblem(e))));
    }

    boolean isAccepted() {
        return channel != null;
    }

    private boolean accepted(MqttConnAckMessage answer) {
        channel = ClientSocket.of(client);
        pubacks = new PubackBatch(channel);
        watchSizes(options.limits().messageSize());
        keepalive.start();
        inFlightChanged();
        return answer.isSessionPresent();
    }

    /** The guard must see the bytes before they are decoded. What has come behind the CONNACK goes its way too: a decoder that is removed hands it on. */
    private void watchSizes(int limit) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addAfter(DECODER, "oversizeGuard", new OversizeGuard(limit, this::oversize))
                .addAfter("oversizeGuard", "guardedDecoder", new MqttDecoder(limit))
                .addAfter("guardedDecoder", "readGate", gate);
        gate.setOpen(false);
        pipeline.remove(DECODER);
    }

    private ConnectionProblem attemptProblem(Throwable e) {
        return reason.orElseGet(() -> diagnosis.ofAttempt(failure.orElse(e)));
    }

    /** Completes with the filters that the broker refused. */
    Future<List<Subscription>> subscribe(List<Subscription> subscriptions) {
        Map<String, Integer> topics = new LinkedHashMap<>();
        subscriptions.forEach(wanted -> topics.put(wanted.filter(), wanted.qos()));
        Promise<List<Integer>> granted = context.promise();
        client.subscribe(topics)
                .onSuccess(packetId -> subscribes.expect(packetId, granted))
                .onFailure(granted::tryFail);
        limitTime(granted);
        return granted.future().map(levels -> refused(subscriptions, levels));
    }

    private void limitTime(Promise<List<Integer>> granted) {
        context.nettyEventLoop()
                .schedule(
                        () -> {
                            if (granted.future().isComplete()) {
                                return;
                            }
                            if (!gate.isOpen()) {
                                limitTime(granted);
                                return;
                            }
                            drop(new ConnectionProblem.TimedOut(broker, "SUBACK"));
                        },
                        options.timing().step().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static List<Subscription> refused(List<Subscription> subscriptions, List<Integer> levels) {
        return IntStream.range(0, subscriptions.size())
                .filter(i -> i >= levels.size() || levels.get(i) >= REFUSED)
                .mapToObj(subscriptions::get)
                .toList();
    }

    Future<Void> unsubscribe(String filter) {
        return client.unsubscribe(filter).mapEmpty();
    }

    /** Completes with the packet id when the broker has acknowledged it; at QoS 0 when it is sent. */
    Future<Integer> publish(String topic, byte[] payload, int qos, boolean retained) {
        Promise<Integer> acknowledged = context.promise();
        Future<Integer> sent = client.publish(topic, Buffer.buffer(payload), MqttQoS.valueOf(qos), false, retained);
        sent.onFailure(e -> acknowledged.tryFail(new ConnectionFailed(diagnosis.ofLoss(e))));
        sent.onSuccess(packetId -> {
            if (qos == 0) {
                acknowledged.complete(packetId);
                return;
            }
            publishes.expect(packetId, acknowledged);
        });
        return acknowledged.future();
    }

    /** Opens or closes the gate after {@link InFlight#mayRead} has changed. */
    void inFlightChanged() {
        if (channel == null || leaving) {
            return;
        }
        gate.setOpen(inFlight.mayRead());
        keepalive.deaf(!inFlight.mayRead());
    }

    /** Stops reading, waits for what is in flight, and leaves with DISCONNECT: no will, and nothing received twice if all goes well. */
    Future<Void> leave(ConnectionProblem why) {
        if (channel == null) {
            reason = Optional.of(why);
            return client == null ? Future.succeededFuture() : client.disconnect();
        }
        leaving = true;
        gate.setOpen(false);
        keepalive.deaf(true);
        Promise<Void> left = context.promise();
        end.future().onComplete(any -> left.tryComplete());
        acknowledgements.whenEmpty(() -> disconnect(why));
        context.setTimer(Math.max(1, options.timing().drain().toMillis()), late -> disconnect(why));
        return left.future();
    }

    /** Comes back with new certificates. With a will the application says its farewell first, and the broker speaks the will. */
    void renewCertificates() {
        if (leaving || renewing) {
            return;
        }
        var why = new ConnectionProblem.CertificatesChanged(broker);
        if (!hasWill) {
            leave(why);
            return;
        }
        renewing = true;
        context.setTimer(Math.max(1, options.timing().drain().toMillis()), late -> drop(why));
        listener.beforeRenewal().onComplete(said -> context.runOnContext(now -> drop(why)));
    }

    private void disconnect(ConnectionProblem why) {
        reason = reason.or(() -> Optional.of(why));
        client.disconnect();
    }

    /** Ends the connection without DISCONNECT: the broker publishes the will. */
    void drop(ConnectionProblem why) {
        reason = reason.or(() -> Optional.of(why));
        if (channel != null) {
            channel.channel().close();
            return;
        }
        if (client != null) {
            client.disconnect();
        }
    }

    private void received(MqttPublishMessage message) {
        var received = new ReceivedMessage(
                acknowledgements,
                message.messageId(),
                message.topicName(),
                message.payload().getBytes(),
                message.qosLevel().value(),
                message.isRetain(),
                message.isDup());
        acknowledgements.add(received);
        listener.onMessage(received);
    }

    private void oversize(String topic, int packetId, int qos) {
        LOG.warnf(
                "A message is larger than %d bytes and was discarded: topic=%s broker=%s",
                options.limits().messageSize(), topic, broker);
        var discarded = new ReceivedMessage(acknowledgements, packetId, topic, new byte[0], qos, false, false);
        acknowledgements.add(discarded);
        listener.onOversize(discarded);
    }

    private void remember(Throwable e) {
        if (failure.isEmpty()) {
            failure = Optional.of(e);
        }
    }

    private void ended() {
        keepalive.stop();
        acknowledgements.disconnected();
        ConnectionProblem problem = reason.orElseGet(() -> failure.map(diagnosis::ofLoss)
                .orElseGet(() -> new ConnectionProblem.ConnectionLost(broker, "closed by the broker")));
        var cause = new ConnectionFailed(problem);
        subscribes.failAll(cause);
        publishes.failAll(cause);
        end.tryComplete(problem);
    }
}
