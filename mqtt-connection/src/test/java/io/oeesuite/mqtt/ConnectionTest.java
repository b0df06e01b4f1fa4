package io.oeesuite.mqtt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import static io.oeesuite.mqtt.RealBroker.OPTIONS;
import static io.oeesuite.mqtt.RealBroker.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A connection against the real broker: messages, acknowledgement, loss and return. */
class ConnectionTest {
    private static final Subscription ALL = Subscription.required("spBv1.0/#", 1);

    private final List<MqttConnection> opened = new ArrayList<>();

    @AfterEach
    void stopAll() {
        opened.forEach(connection -> done(connection.stop()));
        // a clean session ends what a persistent one left behind
        for (String clientId : List.of("analytics_A")) {
            var listener = RecordingListener.acknowledging();
            done(RealBroker.connected(clientId, OPTIONS, listener).stop());
        }
    }

    @Test
    void whatIsPublishedArrives() {
        var listener = RecordingListener.acknowledging();
        MqttConnection subscriber = subscriber("analytics_A", OPTIONS, listener);

        publish("edge_A", 3);

        listener.awaitMessages(3);
        assertThat(listener.texts()).containsExactly("0", "1", "2");
        InboundMessage first = listener.messages.getFirst();
        assertThat(first.topic()).isEqualTo("spBv1.0/G/NDATA/edge_A");
        assertThat(first.qos()).isEqualTo(1);
        assertThat(first.retained()).isFalse();
        assertThat(first.duplicate()).isFalse();
        await().until(() -> subscriber.inFlight() == 0);
        assertThat(subscriber.state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void withoutTlsToo() {
        var listener = RecordingListener.acknowledging();
        MqttConnection subscriber = RealBroker.connection(
                RealBroker.settings(Map.of(
                        "MQTT_BROKER_PORT", String.valueOf(STACK.mqttPlainPort()), "MQTT_CLIENT_ID", "analytics_A")),
                OPTIONS,
                listener);
        opened.add(subscriber);
        Future<Void> granted = subscriber.subscribe(ALL);
        subscriber.start();
        done(granted);

        publish("edge_A", 1);

        listener.awaitMessages(1);
    }

    @Test
    void theNextBrokerIsTriedWhenOneIsDown() {
        var listener = RecordingListener.acknowledging();
        Map<String, String> environment = RealBroker.environment("analytics_A");
        environment.put("MQTT_BROKERS", "localhost:1,localhost:" + STACK.mqttPort());
        MqttConnection connection = RealBroker.connection(RealBroker.settings(environment), OPTIONS, listener);
        opened.add(connection);

        connection.start();

        listener.awaitConnections(1);
        assertThat(listener.problems).hasOnlyElementsOfType(ConnectionProblem.Unreachable.class);
        assertThat(connection.state())
                .isInstanceOfSatisfying(
                        ConnectionState.Connected.class,
                        state ->
                                assertThat(state.broker()).isEqualTo(new BrokerAddress("localhost", STACK.mqttPort())));
    }

    @Test
    void unacknowledgedMessagesComeAgainInAKeptSession() {
        var listener = RecordingListener.silent();
        MqttConnection subscriber = subscriberToWhom(5, listener);
        listener.messages.get(0).acknowledge();
        listener.messages.get(1).acknowledge();
        await().until(() -> subscriber.inFlight() == 3);

        done(subscriber.drop());
        listener.messages.forEach(InboundMessage::acknowledge);
        var again = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS.withPersistentSession(), again);

        again.awaitMessages(3);
        assertThat(again.texts()).containsExactly("2", "3", "4");
        assertThat(again.messages).allMatch(InboundMessage::duplicate);
        assertThat(again.sessionsPresent).containsExactly(true);
    }

    @Test
    void acknowledgementsAfterALossDoNotReachTheNewConnection() {
        var listener = RecordingListener.silent();
        MqttConnection subscriber = subscriberToWhom(2, listener);
        done(subscriber.drop());
        subscriber.start();
        listener.awaitMessages(4);

        listener.messages.get(0).acknowledge();
        listener.messages.get(1).acknowledge();
        await().until(() -> subscriber.inFlight() == 2);
        done(subscriber.drop());
        subscriber.start();

        listener.awaitMessages(6);
        assertThat(listener.texts().subList(4, 6)).containsExactly("0", "1");
        listener.messages.forEach(InboundMessage::acknowledge);
    }

    @Test
    void aBrokerThatIsKilledIsFoundAgain() {
        var listener = RecordingListener.acknowledging();
        MqttConnection subscriber = subscriber("analytics_A", OPTIONS.withPersistentSession(), listener);

        STACK.broker().kill();
        await().atMost(RecordingListener.PATIENCE).until(() -> !listener.problems.isEmpty());
        assertThat(subscriber.state()).isInstanceOf(ConnectionState.Connecting.class);
        STACK.broker().start();

        listener.awaitConnections(2);
        publish("edge_A", 1);
        listener.awaitMessages(1);
        assertThat(listener.losses).hasOnlyElementsOfType(ConnectionProblem.ConnectionLost.class);
    }

    @Test
    void changedCertificateFilesAreUsedWithoutARestart(@TempDir Path folder) throws Exception {
        var listener = RecordingListener.acknowledging();
        Certificates.Identity stranger = STACK.certificates().stranger().client("analytics_A");
        Path certificate = Files.copy(stranger.certificate(), folder.resolve("client.crt"));
        Path key = Files.copy(stranger.key(), folder.resolve("client.key"));
        MqttConnection connection = RealBroker.connection(
                RealBroker.settings("analytics_A", new Certificates.Identity(certificate, key)), OPTIONS, listener);
        opened.add(connection);
        connection.start();
        listener.awaitProblem(ConnectionProblem.ClientCertificateRefused.class);

        Certificates.Identity good = STACK.certificates().client("analytics_A");
        Files.copy(good.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(good.key(), key, StandardCopyOption.REPLACE_EXISTING);

        listener.awaitConnections(1);
    }

    @Test
    void anOpenConnectionIsMadeAnewWithChangedCertificateFiles(@TempDir Path folder) throws Exception {
        var listener = RecordingListener.acknowledging();
        Certificates.Identity good = STACK.certificates().client("analytics_A");
        Path certificate = Files.copy(good.certificate(), folder.resolve("client.crt"));
        Path key = Files.copy(good.key(), folder.resolve("client.key"));
        MqttConnection connection = RealBroker.connection(
                RealBroker.settings("analytics_A", new Certificates.Identity(certificate, key)), OPTIONS, listener);
        opened.add(connection);
        connection.start();
        listener.awaitConnections(1);

        Files.writeString(certificate, "# rotated\n" + Files.readString(certificate));

        listener.awaitConnections(2);
        assertThat(listener.losses).hasOnlyElementsOfType(ConnectionProblem.CertificatesChanged.class);
    }

    @Test
    void theWillSpeaksAfterADropAndNotAfterAStop() {
        var listener = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS, listener);
        var will = Will.of("spBv1.0/G/NDEATH/edge_W", bytes("gone"), 1, false);
        ConnectionOptions options = OPTIONS.withWill(() -> Optional.of(will));
        MqttConnection edge = RealBroker.connected("edge_W", options, RecordingListener.acknowledging());
        opened.add(edge);

        done(edge.stop());
        publish("edge_A", 1);
        listener.awaitMessages(1);
        assertThat(listener.texts()).containsExactly("0");

        edge.start();
        await().until(() -> edge.state() instanceof ConnectionState.Connected);
        done(edge.drop());
        listener.awaitMessages(2);
        assertThat(listener.texts()).containsExactly("0", "gone");
        assertThat(edge.state()).isInstanceOf(ConnectionState.Stopped.class);
    }

    @Test
    void whatIsToBeSaidBeforeNewCertificatesIsSaidBeforeTheWill(@TempDir Path folder) throws Exception {
        var heard = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS, heard);
        Certificates.Identity good = STACK.certificates().client("edge_W");
        Path certificate = Files.copy(good.certificate(), folder.resolve("client.crt"));
        Path key = Files.copy(good.key(), folder.resolve("client.key"));
        var edge = new AtomicReference<MqttConnection>();
        var listener = new RecordingListener(true) {
            @Override
            public Future<Void> beforeRenewal() {
                return edge.get()
                        .publish("spBv1.0/G/NDATA/edge_W", bytes("farewell"), 1, false)
                        .mapEmpty();
            }
        };
        var will = Will.of("spBv1.0/G/NDEATH/edge_W", bytes("gone"), 1, false);
        edge.set(RealBroker.connection(
                RealBroker.settings("edge_W", new Certificates.Identity(certificate, key)),
                OPTIONS.withWill(() -> Optional.of(will)),
                listener));
        opened.add(edge.get());
        edge.get().start();
        listener.awaitConnections(1);

        Files.writeString(certificate, "# rotated\n" + Files.readString(certificate));

        listener.awaitConnections(2);
        heard.awaitMessages(2);
        assertThat(heard.texts()).containsExactly("farewell", "gone");
    }

    @Test
    void aDropWhilePermissionIsAskedEndsAndTheConnectionCanBeStartedAgain() {
        var question = new AtomicReference<Promise<Void>>();
        var asked = new AtomicInteger();
        var listener = RecordingListener.acknowledging();
        ConnectionOptions options = OPTIONS.withPermission(() -> {
            if (asked.incrementAndGet() > 1) {
                return Future.succeededFuture();
            }
            question.set(Promise.promise());
            return question.get().future();
        });
        MqttConnection connection = RealBroker.connection(RealBroker.settings("analytics_A"), options, listener);
        opened.add(connection);
        connection.start();
        await().until(() -> question.get() != null);

        done(connection.drop());
        connection.start();
        question.get().complete();

        listener.awaitConnections(1);
        assertThat(asked).as("the answer to the old question does not count").hasValue(2);
    }

    @Test
    void permissionIsAskedBeforeEachAttempt() {
        var permitted = new AtomicBoolean();
        var listener = RecordingListener.acknowledging();
        ConnectionOptions options = OPTIONS.withPermission(
                () -> permitted.get() ? Future.succeededFuture() : Future.failedFuture("somebody else has it"));
        MqttConnection connection = RealBroker.connection(RealBroker.settings("analytics_A"), options, listener);
        opened.add(connection);

        connection.start();
        assertThat(listener.awaitProblem(ConnectionProblem.NotPermitted.class).message())
                .contains("somebody else has it");
        assertThat(listener.sessionsPresent).isEmpty();

        permitted.set(true);
        listener.awaitConnections(1);
        permitted.set(false);
        done(RealBroker.connected("analytics_A", OPTIONS, RecordingListener.acknowledging())
                .stop());
        await().until(() -> connection.state() instanceof ConnectionState.Connecting(var problem)
                && problem.filter(ConnectionProblem.NotPermitted.class::isInstance)
                        .isPresent());
    }

    @Test
    void largeMessagesArriveWhole() {
        var listener = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS, listener);
        byte[] large = new byte[1_000_000];
        large[large.length - 1] = 7;
        MqttConnection edge = edge("edge_A");

        done(edge.publish("spBv1.0/G/NDATA/edge_A", large, 1, false));

        listener.awaitMessages(1);
        assertThat(listener.messages.getFirst().payload()).isEqualTo(large);
    }

    @Test
    void aMessageAboveTheLimitIsNamedAndDoesNotComeForEver() {
        var listener = RecordingListener.acknowledging();
        ConnectionOptions options =
                OPTIONS.withPersistentSession().withLimits(ReceiveLimits.DEFAULT.withMessageSize(10_000));
        MqttConnection subscriber = subscriber("analytics_A", options, listener);
        MqttConnection edge = edge("edge_A");
        done(edge.publish("spBv1.0/G/NDATA/edge_A", bytes("before"), 1, false));

        done(edge.publish("spBv1.0/G/NDATA/edge_A", new byte[20_000], 1, false));
        done(edge.publish("spBv1.0/G/NDATA/edge_A", bytes("after"), 1, false));

        listener.awaitMessages(2);
        assertThat(listener.texts()).containsExactly("before", "after");
        assertThat(listener.oversize).containsExactly("spBv1.0/G/NDATA/edge_A");
        assertThat(listener.losses).as("the connection stays").isEmpty();
        await().until(() -> subscriber.inFlight() == 0);
    }

    @Test
    void aMessageAboveTheLimitComesAgainUntilItIsAcknowledged() {
        var silent = RecordingListener.silent();
        ConnectionOptions options =
                OPTIONS.withPersistentSession().withLimits(ReceiveLimits.DEFAULT.withMessageSize(10_000));
        MqttConnection subscriber = subscriber("analytics_A", options, silent);
        done(edge("edge_A").publish("spBv1.0/G/NDATA/edge_A", new byte[20_000], 1, false));
        await().atMost(RecordingListener.PATIENCE).until(() -> !silent.oversize.isEmpty());
        done(subscriber.drop());

        var acknowledging = RecordingListener.acknowledging();
        subscriber("analytics_A", options, acknowledging);

        await().atMost(RecordingListener.PATIENCE).until(() -> !acknowledging.oversize.isEmpty());
    }

    @Test
    void aStopWaitsForWhatIsInFlight() {
        var listener = RecordingListener.silent();
        MqttConnection subscriber = subscriberToWhom(3, listener);

        Future<Void> stopped = subscriber.stop();
        listener.messages.forEach(InboundMessage::acknowledge);
        done(stopped);

        var again = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS.withPersistentSession(), again);
        publish("edge_A", 1);
        again.awaitMessages(1);
        assertThat(again.messages).hasSize(1);
    }

    @Test
    void aStopOfAFullSubscriberEndsAndLeavesTheRestAtTheBroker() {
        var listener = RecordingListener.silent();
        MqttConnection subscriber = subscriber(
                "analytics_A",
                OPTIONS.withPersistentSession().withLimits(ReceiveLimits.DEFAULT.withMessages(4)),
                listener);
        done(subscriber.stop());
        publish("edge_A", 20);
        subscriber.start();
        listener.awaitMessages(4);

        Future<Void> stopped = subscriber.stop();
        listener.messages.forEach(InboundMessage::acknowledge);
        done(stopped);
        assertThat(listener.messages).hasSize(4);

        var again = RecordingListener.acknowledging();
        subscriber("analytics_A", OPTIONS.withPersistentSession(), again);
        again.awaitMessages(16);
        assertThat(again.texts()).startsWith("4", "5").endsWith("19").hasSize(16);
    }

    @Test
    void underAFloodNoMoreThanTheLimitIsInFlightAndNothingIsLost() {
        var listener = RecordingListener.silent();
        int limit = 10;
        MqttConnection subscriber = subscriber(
                "analytics_A",
                OPTIONS.withPersistentSession().withLimits(ReceiveLimits.DEFAULT.withMessages(limit)),
                listener);
        int count = 1_000;
        MqttConnection edge = edge("edge_A");
        List<Future<Integer>> sent = IntStream.range(0, count)
                .mapToObj(i -> edge.publish("spBv1.0/G/NDATA/edge_A", bytes(String.valueOf(i)), 1, false))
                .toList();

        int acknowledged = 0;
        while (acknowledged < count) {
            listener.awaitMessages(Math.min(count, acknowledged + 1));
            assertThat(subscriber.inFlight()).isLessThanOrEqualTo(limit);
            List<InboundMessage> now = List.copyOf(listener.messages);
            now.subList(acknowledged, now.size()).forEach(InboundMessage::acknowledge);
            acknowledged = now.size();
        }

        sent.forEach(ConnectionTest::done);
        assertThat(listener.texts())
                .isEqualTo(IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    @Test
    void aLongPauseDoesNotCostTheConnection() {
        var listener = RecordingListener.acknowledging();
        ConnectionOptions options = OPTIONS.withTiming(RealBroker.QUICK.withKeepAlive(Duration.ofSeconds(1)));
        MqttConnection subscriber = subscriber("analytics_A", options, listener);
        subscriber.pause();
        publish("edge_A", 1);

        await().during(Duration.ofSeconds(3))
                .atMost(RecordingListener.PATIENCE)
                .until(() -> listener.messages.isEmpty() && listener.losses.isEmpty());
        subscriber.resume();

        listener.awaitMessages(1);
        assertThat(listener.losses).isEmpty();
    }

    @Test
    void publishingWithoutAConnectionFailsAtOnce() {
        MqttConnection connection =
                RealBroker.connection(RealBroker.settings("edge_A"), OPTIONS, RecordingListener.acknowledging());

        Future<Integer> sent = connection.publish("spBv1.0/G/NDATA/edge_A", bytes("x"), 1, false);

        await().until(sent::isComplete);
        assertThat(sent.cause()).hasMessageContaining("there is no connection");
    }

    private MqttConnection subscriber(String clientId, ConnectionOptions options, RecordingListener listener) {
        MqttConnection subscriber = RealBroker.connection(RealBroker.settings(clientId), options, listener);
        opened.add(subscriber);
        subscriber.subscribe(ALL);
        subscriber.start();
        listener.awaitConnections(1);
        return subscriber;
    }

    /** What waits for a subscriber that comes back is sent at once, in one go. */
    private MqttConnection subscriberToWhom(int count, RecordingListener listener) {
        MqttConnection subscriber = subscriber("analytics_A", OPTIONS.withPersistentSession(), listener);
        done(subscriber.stop());
        publish("edge_A", count);
        subscriber.start();
        listener.awaitMessages(count);
        return subscriber;
    }

    private MqttConnection edge(String clientId) {
        MqttConnection edge = RealBroker.connected(clientId, OPTIONS, RecordingListener.acknowledging());
        opened.add(edge);
        return edge;
    }

    /** Publishes 0, 1, 2 … */
    private void publish(String clientId, int count) {
        MqttConnection edge = edge(clientId);
        for (int i = 0; i < count; i++) {
            done(edge.publish("spBv1.0/G/NDATA/" + clientId, bytes(String.valueOf(i)), 1, false));
        }
        done(edge.stop());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void done(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
