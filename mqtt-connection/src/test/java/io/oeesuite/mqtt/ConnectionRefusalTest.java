package io.oeesuite.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

import static io.oeesuite.mqtt.RealBroker.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people read when a connection does not come about: the cause and what to do. */
class ConnectionRefusalTest {
    private static final String CLIENT = "analytics_REFUSED";

    private final RecordingListener listener = RecordingListener.acknowledging();
    private MqttConnection connection;

    @AfterEach
    void stop() {
        connection.stop();
    }

    @Test
    void anUnknownAuthority() {
        start(RealBroker.trusting(CLIENT, STACK.certificates().stranger().authority()));

        assertThat(listener.awaitProblem(ConnectionProblem.UnknownCa.class).message())
                .contains("unknown authority")
                .contains("MQTT_CA_CERTS");
    }

    /** The client goes no further than the handshake, so that this needs no broker behind it; the broker itself comes in the end. */
    @Test
    void aBrokerUnderAnotherNameAndOneWhoseCertificateHasExpired() throws Exception {
        int port = closedPort();
        Map<String, String> environment = RealBroker.environment(CLIENT);
        environment.put("MQTT_BROKER_PORT", String.valueOf(port));
        try {
            STACK.certificates().renameServer("DNS:elsewhere.example");
            NetServer renamed = handshakes(port);
            start(RealBroker.settings(environment));
            assertThat(listener.awaitProblem(ConnectionProblem.HostNameMismatch.class)
                            .message())
                    .contains("is not for localhost");

            STACK.certificates().expireServer();
            done(renamed.close());
            NetServer expired = handshakes(port);
            await().atMost(RecordingListener.PATIENCE)
                    .untilAsserted(() -> assertThat(listener.problems)
                            .last()
                            .isInstanceOf(ConnectionProblem.BrokerCertificateExpired.class));
            assertThat(listener.problems.getLast().message())
                    .contains("has expired")
                    .contains("renew it at the broker");
            done(expired.close());
        } finally {
            STACK.certificates().renewServer();
        }
        assertThat(listener.sessionsPresent).isEmpty();

        NetServer door = doorToTheBroker(port);
        listener.awaitConnections(1);
        connection.stop();
        done(door.close());
    }

    @Test
    void noClientCertificate() {
        Map<String, String> environment = RealBroker.environment(CLIENT);
        environment.remove("MQTT_CERTFILE");
        environment.remove("MQTT_KEYFILE");
        start(RealBroker.settings(environment));

        assertThat(listener.awaitProblem(ConnectionProblem.ClientCertificateMissing.class)
                        .message())
                .contains("wants a client certificate")
                .contains("MQTT_CERTFILE");
    }

    @Test
    void anExpiredClientCertificate() {
        MqttSettings settings = RealBroker.settings(CLIENT, STACK.certificates().expiredClient(CLIENT));
        assertThat(settings.warnings()).anyMatch(warning -> warning.startsWith("the client certificate expired on"));

        start(settings);

        assertThat(listener.awaitProblem(ConnectionProblem.ClientCertificateRefused.class)
                        .message())
                .contains("refused the client certificate")
                .contains("MQTT_CERTFILE");
    }

    @Test
    void aClientCertificateOfAStranger() {
        start(RealBroker.settings(CLIENT, STACK.certificates().stranger().client(CLIENT)));

        listener.awaitProblem(ConnectionProblem.ClientCertificateRefused.class);
    }

    @Test
    void aClientIdThatIsNotTheCertificates() {
        MqttSettings settings = RealBroker.settings(CLIENT, STACK.certificates().client("analytics_OTHER"));
        assertThat(settings.warnings()).anyMatch(warning -> warning.contains("Set MQTT_CLIENT_ID=analytics_OTHER"));

        start(settings);

        assertThat(listener.awaitProblem(ConnectionProblem.NotAuthorised.class).message())
                .contains("refused client " + CLIENT)
                .contains("MQTT_CLIENT_ID");
    }

    @Test
    void aSubscriptionThatTheRoleDoesNotAllow() {
        String edge = "edge_REFUSED";
        connection = RealBroker.connection(RealBroker.settings(edge), RealBroker.OPTIONS, listener);
        var granted = connection.subscribe(Subscription.required("spBv1.0/#", 1));
        connection.start();

        assertThat(listener.awaitProblem(ConnectionProblem.SubscriptionRefused.class)
                        .message())
                .contains("does not allow " + edge + " to subscribe to spBv1.0/#");
        assertThat(granted.failed()).isTrue();
        assertThat(listener.sessionsPresent).isEmpty();
    }

    @Test
    void anOptionalSubscriptionThatTheRoleDoesNotAllowIsDoneWithout() {
        connection = RealBroker.connection(RealBroker.settings("edge_REFUSED"), RealBroker.OPTIONS, listener);
        var granted = connection.subscribe(Subscription.optional("spBv1.0/#", 1));
        connection.start();

        listener.awaitConnections(1);
        assertThat(granted.failed()).isTrue();
        assertThat(granted.cause()).isInstanceOf(ConnectionFailed.class);
    }

    @Test
    void nobodyListens() throws IOException {
        start(RealBroker.settings(Map.of("MQTT_BROKER_PORT", String.valueOf(closedPort()))));

        assertThat(listener.awaitProblem(ConnectionProblem.Unreachable.class).message())
                .contains("Connection refused")
                .contains("MQTT_BROKER_PORT");
    }

    @Test
    void anUnknownHost() {
        start(RealBroker.settings(Map.of("MQTT_BROKER_HOST", "no-such-host.invalid")));

        assertThat(listener.awaitProblem(ConnectionProblem.UnknownHost.class).message())
                .contains("no-such-host.invalid is unknown");
    }

    @Test
    void plainToATlsPort() {
        start(RealBroker.settings(Map.of("MQTT_BROKER_PORT", String.valueOf(STACK.mqttPort()))));

        assertThat(listener.awaitProblem(ConnectionProblem.ClosedEarly.class).message())
                .contains("MQTT_USE_TLS=true");
    }

    @Test
    void tlsToAPlainPort() {
        Map<String, String> environment = RealBroker.environment(CLIENT);
        environment.put("MQTT_BROKER_PORT", String.valueOf(STACK.mqttPlainPort()));
        start(RealBroker.settings(environment));

        await().atMost(RecordingListener.PATIENCE).until(() -> !listener.problems.isEmpty());
        assertThat(listener.problems.getFirst())
                .isInstanceOfAny(ConnectionProblem.NotTls.class, ConnectionProblem.ClosedEarly.class)
                .extracting(ConnectionProblem::message)
                .asString()
                .contains("TLS");
    }

    @Test
    void somethingThatDoesNotAnswer() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection = RealBroker.connection(
                    RealBroker.settings(Map.of(
                            "MQTT_BROKER_HOST", "127.0.0.1", "MQTT_BROKER_PORT", String.valueOf(mute.getLocalPort()))),
                    RealBroker.OPTIONS.withTiming(RealBroker.QUICK.withStep(Duration.ofMillis(200))),
                    listener);
            connection.start();

            assertThat(listener.awaitProblem(ConnectionProblem.TimedOut.class).message())
                    .contains("did not answer in time (CONNACK)");
        }
    }

    private void start(MqttSettings settings) {
        connection = RealBroker.connection(settings, RealBroker.OPTIONS, listener);
        connection.start();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** TLS with the broker's certificate as its files are now. */
    private static NetServer handshakes(int port) throws Exception {
        Path files = STACK.certificates().folder();
        return done(RealBroker.VERTX
                .createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(files.resolve("server.crt").toString())
                                .addKeyPath(files.resolve("server.key").toString())))
                .connectHandler(socket -> {})
                .listen(port, "localhost"));
    }

    private static NetServer doorToTheBroker(int port) throws Exception {
        NetClient within = RealBroker.VERTX.createNetClient();
        return done(RealBroker.VERTX
                .createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    within.connect(STACK.mqttPort(), "localhost").onSuccess(broker -> {
                        client.pipeTo(broker);
                        broker.pipeTo(client);
                    });
                })
                .listen(port, "localhost"));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(RecordingListener.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
