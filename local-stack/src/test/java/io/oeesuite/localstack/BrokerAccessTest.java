package io.oeesuite.localstack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who is let in, and what the broker refuses. */
class BrokerAccessTest {

    private static LocalStack stack;
    private static MqttPeers peers;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().broker().plainListener().webSocketListener());
        peers = new MqttPeers(stack);
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void aClientWhoseIdIsNotItsCertificatesNameIsRefused() {
        var identity = stack.certificates().client("edge_A");

        assertThatThrownBy(() -> connect(peers.client("edge_B", Optional.of(identity))))
                .isInstanceOfSatisfying(
                        Mqtt3ConnAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReturnCode())
                                .isEqualTo(Mqtt3ConnAckReturnCode.NOT_AUTHORIZED));
    }

    @Test
    void aClientWithoutCertificateIsRefused() {
        assertThatThrownBy(() -> connect(peers.client("edge_A", Optional.empty())))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        var identity = stack.certificates().stranger().client("edge_A");

        assertThatThrownBy(() -> connect(peers.client("edge_A", Optional.of(identity))))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        var identity = stack.certificates().expiredClient("edge_A");

        assertThatThrownBy(() -> connect(peers.client("edge_A", Optional.of(identity))))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aPlaintextConnectionToTheTlsListenerIsRefused() {
        var plain = peers.client("edge_A").sslConfig(null);

        assertThatThrownBy(() -> connect(plain)).isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aPublishOutsideTheRoleIsRefusedAndReachesNobody() throws InterruptedException {
        Mqtt3BlockingClient listener = connect(peers.client("analytics_LISTENER"));
        try (var heard = listener.publishes(MqttGlobalPublishFilter.ALL)) {
            listener.subscribeWith().topicFilter("spBv1.0/#").send();

            assertThatThrownBy(() -> publish5(peers.client("edge_A"), "spBv1.0/G/NDATA/edge_B"))
                    .isInstanceOfSatisfying(
                            Mqtt5PubAckException.class,
                            refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                    .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED));
            publish5(peers.client("edge_A"), "spBv1.0/G/NDATA/edge_A");

            assertThat(heard.receive(10, TimeUnit.SECONDS))
                    .hasValueSatisfying(
                            message -> assertThat(message.getTopic()).hasToString("spBv1.0/G/NDATA/edge_A"));
        } finally {
            listener.disconnect();
        }
    }

    @Test
    void aSubscriptionOutsideTheRoleIsRefused() {
        Mqtt3BlockingClient edge = connect(peers.client("edge_A"));

        assertThatThrownBy(() -> edge.subscribeWith()
                        .topicFilter("spBv1.0/G/NCMD/edge_B")
                        .send())
                .isInstanceOf(Mqtt3SubAckException.class);
        assertThatThrownBy(() ->
                        edge.subscribeWith().topicFilter("$share/g/spBv1.0/#").send())
                .isInstanceOf(Mqtt3SubAckException.class);
        edge.subscribeWith().topicFilter("spBv1.0/G/NCMD/edge_A").send();
        edge.disconnect();
    }

    @Test
    void aWillOutsideTheRoleIsRefused() {
        Mqtt3BlockingClient edge = peers.client("edge_A").useMqttVersion3().buildBlocking();

        assertThatThrownBy(() -> edge.connectWith()
                        .willPublish()
                        .topic("spBv1.0/G/NDEATH/edge_B")
                        .payload("gone".getBytes(UTF_8))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .applyWillPublish()
                        .send())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void webSocketsAskForTheCertificateToo() throws Exception {
        assertThat(connectByWebSocket(Optional.of(stack.certificates().client("dashboard_WALL"))))
                .startsWith((byte) 0x20, (byte) 2, (byte) 0, (byte) 0);

        assertThatThrownBy(() -> connectByWebSocket(Optional.empty())).isInstanceOf(ExecutionException.class);
    }

    @Test
    void onThePlainListenerTheRolesHoldAsWell() {
        var plain = peers.client("edge_PLAIN").sslConfig(null).serverPort(stack.mqttPlainPort());

        publish5(plain, "spBv1.0/G/NDATA/edge_PLAIN");
        assertThatThrownBy(() -> publish5(plain, "spBv1.0/G/NDATA/edge_B")).isInstanceOf(Mqtt5PubAckException.class);
    }

    /** What the broker answers to the CONNECT of dashboard_WALL. */
    private static byte[] connectByWebSocket(Optional<Certificates.Identity> identity) throws Exception {
        byte[] clientId = "dashboard_WALL".getBytes(UTF_8);
        ByteBuffer connect = ByteBuffer.allocate(14 + clientId.length)
                .put(new byte[] {0x10, (byte) (12 + clientId.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0})
                .put((byte) clientId.length)
                .put(clientId)
                .flip();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(peers.context(identity)).build()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .subprotocols("mqtt")
                    .buildAsync(
                            URI.create("wss://localhost:" + stack.mqttWebSocketPort() + "/mqtt"),
                            new FirstBytes(answer))
                    .get(10, TimeUnit.SECONDS);
            socket.sendBinary(connect, true);
            byte[] bytes = answer.get(10, TimeUnit.SECONDS);
            socket.abort();
            return bytes;
        }
    }

    private record FirstBytes(CompletableFuture<byte[]> bytes) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            bytes.complete(copy);
            return null;
        }
    }

    private static Mqtt3BlockingClient connect(MqttClientBuilder builder) {
        Mqtt3BlockingClient client = builder.useMqttVersion3().buildBlocking();
        client.connect();
        return client;
    }

    /** The broker ends the connection of who publishes what they may not. */
    private static void publish5(MqttClientBuilder builder, String topic) {
        Mqtt5BlockingClient client = builder.useMqttVersion5().buildBlocking();
        client.connect();
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).send();
        client.disconnect();
    }
}
