package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExternalBrokerTest {

    @TempDir
    Path folder;

    @Test
    void handsOnTheSettingsWithEachServicesOwnClientId() {
        ExternalBroker broker = broker(Map.of(
                "MQTT_BROKER_HOST",
                "broker.example",
                "MQTT_USERNAME",
                "plant",
                "MQTT_CLIENT_ID",
                "mine",
                "PATH",
                "/bin"));

        assertThat(broker.environment("analytics_INGEST-0"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MQTT_BROKER_HOST", "broker.example",
                        "MQTT_USERNAME", "plant",
                        "MQTT_CLIENT_ID", "analytics_INGEST-0"));
        assertThat(broker.environmentOfMany()).doesNotContainKey("MQTT_CLIENT_ID");
    }

    @Test
    void fillsTheClientIdIntoThePathOfACertificate() {
        ExternalBroker broker =
                broker(Map.of("MQTT_BROKER_HOST", "broker.example", "MQTT_CERTFILE", "/certs/{clientId}/cert.pem"));

        assertThat(broker.environment("analytics_INGEST-0"))
                .containsEntry("MQTT_CERTFILE", "/certs/analytics_INGEST-0/cert.pem");
        assertThat(broker.environmentOfMany()).containsEntry("MQTT_CERTFILE", "/certs/{clientId}/cert.pem");
    }

    @Test
    void takesTheServicesOwnCertificateBesideTheOneNamed() throws IOException {
        String named = Files.createFile(folder.resolve("client_mine.crt")).toString();
        String own = Files.createFile(folder.resolve("client_analytics_INGEST-0.crt"))
                .toString();
        ExternalBroker broker = broker(Map.of("MQTT_BROKER_HOST", "broker.example", "MQTT_CERTFILE", named));

        assertThat(broker.environment("analytics_INGEST-0")).containsEntry("MQTT_CERTFILE", own);
        assertThat(broker.environment("analytics_OEE-PROCESSOR")).containsEntry("MQTT_CERTFILE", named);
        assertThat(broker.environmentOfMany()).containsEntry("MQTT_CERTFILE", named);

        Files.createFile(folder.resolve("client_edge_A.crt"));
        assertThat(broker.environmentOfMany())
                .containsEntry(
                        "MQTT_CERTFILE", folder.resolve("client_{clientId}.crt").toString());
    }

    @Test
    void asksForABroker() {
        assertThatThrownBy(() -> broker(Map.of("MQTT_BROKER_PORT", "1883")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("set MQTT_BROKER_HOST");
    }

    @Test
    void saysWhenNobodyAnswersThere() {
        int port = FreePort.next();
        ExternalBroker broker =
                broker(Map.of("MQTT_BROKER_HOST", "127.0.0.1", "MQTT_BROKER_PORT", String.valueOf(port)));

        assertThatThrownBy(broker::requireReachable)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("No MQTT broker answers at 127.0.0.1:" + port)
                .hasMessageContaining("MQTT_BROKER_HOST");
    }

    @Test
    void isContentWhenOneOfSeveralAnswers() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String several = "127.0.0.1:" + FreePort.next() + ", localhost:" + listening.getLocalPort();

            assertThatCode(() -> broker(Map.of("MQTT_BROKERS", several)).requireReachable())
                    .doesNotThrowAnyException();
            assertThatCode(() -> broker(
                                    Map.of("MQTT_BROKER_URL", "mqtts://127.0.0.1:" + listening.getLocalPort() + "/"))
                            .requireReachable())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void namesAPortThatIsNone() {
        assertThatThrownBy(() -> broker(Map.of("MQTT_BROKER_HOST", "localhost", "MQTT_BROKER_PORT", "many"))
                        .requireReachable())
                .hasMessage("MQTT_BROKER_PORT is not a port: many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "yes", "on"})
    void understandsEveryWordForTls(String word) {
        assertThat(broker(Map.of("MQTT_BROKER_HOST", "localhost", "MQTT_USE_TLS", word))
                        .usesTls())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "0", "no", "off"})
    void understandsEveryWordForNoTls(String word) {
        assertThat(broker(Map.of("MQTT_BROKER_HOST", "localhost", "MQTT_USE_TLS", word))
                        .usesTls())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mqtts://b, true",
        "ssl://b, true",
        "tls://b, true",
        "MQTTS://b, true",
        "mqtt://b, false",
        "tcp://b, false"
    })
    void understandsEverySchemeOfAnAddress(String url, boolean tls) {
        assertThat(broker(Map.of("MQTT_BROKER_URL", url)).usesTls()).isEqualTo(tls);
    }

    @Test
    void refusesAWordThatIsNeither() {
        assertThatThrownBy(() -> broker(Map.of("MQTT_BROKER_HOST", "localhost", "MQTT_USE_TLS", "maybe"))
                        .requireReachable())
                .hasMessage("MQTT_USE_TLS: 'maybe' is neither true nor false");
    }

    private static ExternalBroker broker(Map<String, String> environment) {
        return new ExternalBroker(environment, List.of("edge_A"));
    }
}
