package io.oeesuite.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the broker asks auth-service, what it does not, and whose certificates are good no longer. */
class BrokerAuthServiceTest {

    private static AnsweringAuthService authService;
    private static LocalStack stack;
    private static MqttPeers peers;

    @TempDir
    static Path work;

    @BeforeAll
    static void start() throws IOException {
        authService = new AnsweringAuthService();
        stack = LocalStack.start(
                LocalStack.options().broker().passwordListener().authService(authService.address()));
        peers = new MqttPeers(stack);
    }

    @AfterAll
    static void end() {
        stack.close();
        authService.close();
    }

    @Test
    void aDeviceWithoutCertificateSaysAPassword() {
        authService.allow(question -> question.path().equals("/mqtt/authenticate")
                && question.says("clientid", "pump1")
                && question.says("username", "pump1")
                && question.says("password", "right ä\\\"")
                && question.says("peerhost", "127.0.0.1"));

        withPassword("pump1", "right ä\"").disconnect();
        assertRefused("pump1", "wrong");
        assertRefused("pump2", "right ä\"");
    }

    @Test
    void aRoleWithoutCertificateIsAuthServicesToLetIn() {
        authService.allow(question -> question.says("clientid", "edge_KNOWN"));

        withPassword("edge_KNOWN", "any").disconnect();
        assertRefused("edge_OTHER", "any");
    }

    @Test
    void aRoleWithACertificateNeedsNobodysWord() {
        authService.allow(question -> false);

        Mqtt5BlockingClient edge = withCertificate("edge_ALONE");
        publish(edge, "spBv1.0/G/NDATA/edge_ALONE");
        assertThatThrownBy(() -> publish(edge, "spBv1.0/G/NDATA/edge_OTHER")).isInstanceOf(Mqtt5PubAckException.class);

        assertThat(authService.questions()).isEmpty();
    }

    @Test
    void aDeviceWithACertificateIsAskedAbout() {
        authService.allow(question -> question.says("cert_common_name", "pump3"));

        withCertificate("pump3").disconnect();
        authService.allow(question -> false);
        assertThatThrownBy(() -> withCertificate("pump3")).isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void onlyWhatADeviceMayNotByItselfIsAskedAbout() {
        authService.allow(question -> question.path().equals("/mqtt/authenticate")
                || question.says("topic", "iotflow/fleet/commands/blue") && question.says("action", "subscribe"));
        Mqtt5BlockingClient pump = withCertificate("pump4");
        int before = authService.questions().size();

        publish(pump, "iotflow/devices/pump4/status/online");
        subscribe(pump, "iotflow/devices/pump4/commands/#");
        assertThat(authService.questions()).hasSize(before);
        subscribe(pump, "iotflow/fleet/commands/blue");
        assertThatThrownBy(() -> subscribe(pump, "iotflow/fleet/commands/red"))
                .isInstanceOf(Mqtt5SubAckException.class);
        assertThatThrownBy(() -> publish(pump, "iotflow/devices/other/status/online"))
                .isInstanceOf(Mqtt5PubAckException.class);

        assertThat(authService.questions()).hasSize(before + 3);
    }

    @Test
    void whatIsNoAnswerIsANo() {
        for (int status : new int[] {202, 401, 404, 500, 503}) {
            authService.answerWithStatus(status);
            assertRefused("pump5", "any");
        }
        for (String body : new String[] {"{", "[]", "allow", "{\"result\":\"ALLOW\"}", "{\"result\":true}", "{}"}) {
            authService.answerWith(body);
            assertRefused("pump5", "any");
        }
    }

    @Test
    void whileAuthServiceIsDownSessionsGoOnAndNewDevicesStayOut() throws IOException {
        authService.allow(question -> true);
        Mqtt5BlockingClient edge = withCertificate("edge_STAYS");
        Mqtt5BlockingClient pump = withCertificate("pump6");

        authService.close();
        try {
            publish(edge, "spBv1.0/G/NDATA/edge_STAYS");
            publish(pump, "iotflow/devices/pump6/telemetry/sensors");
            subscribe(pump, "iotflow/devices/pump6/commands/#");
            withCertificate("edge_NEW").disconnect();
            assertThatThrownBy(() -> subscribe(pump, "iotflow/fleet/commands/blue"))
                    .isInstanceOf(Mqtt5SubAckException.class);
            assertThatThrownBy(() -> withCertificate("pump7")).isInstanceOf(Mqtt5ConnAckException.class);
            assertRefused("pump7", "any");
        } finally {
            authService.startAgain();
        }

        subscribe(pump, "iotflow/fleet/commands/blue");
        withCertificate("pump7").disconnect();
        withPassword("pump7", "any").disconnect();
    }

    @Test
    void anUnusableIdIsRefusedUnasked() {
        authService.allow(question -> true);

        for (String id : new String[] {"Edge_1", "edge_", "a/b", "+", "pump 1", "edge_ä"}) {
            assertThatThrownBy(() -> withPassword(id, "any"))
                    .as(id)
                    .isInstanceOfSatisfying(
                            Mqtt5ConnAckException.class,
                            refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                    .isEqualTo(Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID));
        }
        assertThat(authService.questions()).isEmpty();
    }

    @Test
    void aRevokedCertificateIsRefusedAsSoonAsTheListSaysSo() throws Exception {
        RevocationFile.needOpenssl();
        Certificates ours = stack.certificates();
        RevocationFile list = new RevocationFile(ours.folder(), work);
        Path stolen = ours.client("edge_STOLEN").certificate();
        withCertificate("edge_STOLEN").disconnect();

        list.revoke(ours, stolen);
        assertRefusedWithCertificate("edge_STOLEN");
        withCertificate("edge_GOOD").disconnect();

        list.revoke(ours);
        withCertificate("edge_STOLEN").disconnect();

        list.revoke(ours.stranger(), stolen);
        assertRefusedWithCertificate("edge_GOOD");

        Files.writeString(list.file(), "no list");
        assertRefusedWithCertificate("edge_GOOD");

        Files.delete(list.file());
        assertRefusedWithCertificate("edge_GOOD");

        list.revoke(ours, stolen);
        withCertificate("edge_GOOD").disconnect();
        assertRefusedWithCertificate("edge_STOLEN");
        list.revoke(ours);
    }

    private static Mqtt5BlockingClient withCertificate(String clientId) {
        Mqtt5BlockingClient client = peers.client(clientId).useMqttVersion5().buildBlocking();
        client.connect();
        return client;
    }

    private static Mqtt5BlockingClient withPassword(String clientId, String password) {
        Mqtt5BlockingClient client = peers.client(clientId, Optional.empty())
                .serverPort(stack.mqttPasswordPort())
                .useMqttVersion5()
                .simpleAuth()
                .username(clientId)
                .password(password.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private static void assertRefused(String clientId, String password) {
        assertThatThrownBy(() -> withPassword(clientId, password))
                .isInstanceOfSatisfying(
                        Mqtt5ConnAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
    }

    private static void assertRefusedWithCertificate(String clientId) {
        assertThatThrownBy(() -> withCertificate(clientId))
                .isInstanceOfSatisfying(
                        Mqtt5ConnAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
    }

    private static void publish(Mqtt5BlockingClient client, String topic) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    private static void subscribe(Mqtt5BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).send();
    }
}
