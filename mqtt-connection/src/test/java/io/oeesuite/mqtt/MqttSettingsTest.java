package io.oeesuite.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MqttSettingsTest {
    private static final String CLIENT = "analytics_TEST";

    @Test
    void withoutAnySettingItIsThePlainBrokerOfThisMachine() {
        MqttSettings settings = settings(Map.of());

        assertThat(settings.brokers()).containsExactly(new BrokerAddress("localhost", 1883));
        assertThat(settings.tls()).isFalse();
        assertThat(settings.tlsInsecure()).isFalse();
        assertThat(settings.clientId()).isEqualTo(CLIENT);
        assertThat(settings.username()).isEmpty();
        assertThat(settings.password()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void withTlsTheUsualPortIs8883() {
        MqttSettings settings = settings(Map.of("MQTT_USE_TLS", "true", "MQTT_BROKER_HOST", "mqtt.oee.local"));

        assertThat(settings.brokers()).containsExactly(new BrokerAddress("mqtt.oee.local", 8883));
    }

    @ParameterizedTest
    @CsvSource({"MQTT_BROKER_HOST, MQTT_BROKER_PORT", "MQTT_HOST, MQTT_PORT", "MQTT_BROKERS, MQTT_BROKER_PORT"})
    void hostAndPortHaveAliases(String host, String port) {
        assertThat(settings(Map.of(host, "emqx1.local", port, "18883")).brokers())
                .containsExactly(new BrokerAddress("emqx1.local", 18883));
    }

    @Test
    void theFirstNameWinsOverItsAliases() {
        assertThat(settings(Map.of("MQTT_HOST", "alias", "MQTT_BROKER_HOST", "name"))
                        .brokers())
                .containsExactly(new BrokerAddress("name", 1883));
    }

    @Test
    void anEmptyValueCountsAsNotSet() {
        assertThat(settings(Map.of("MQTT_BROKER_HOST", " ", "MQTT_HOST", "alias", "MQTT_CA_CERTS", ""))
                        .brokers())
                .containsExactly(new BrokerAddress("alias", 1883));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt://broker | broker | 1883 | false",
                "tcp://broker:1884 | broker | 1884 | false",
                "mqtts://broker:8884/ | broker | 8884 | true",
                "MQTTS://broker | broker | 8883 | true",
                "ssl://mqtt_1.local:8883 | mqtt_1.local | 8883 | true",
                "mqtts://[::1]:8885 | ::1 | 8885 | true",
            })
    void aUrlSaysHostPortAndTls(String url, String host, int port, boolean tls) {
        MqttSettings settings = settings(Map.of("MQTT_BROKER_URL", url));

        assertThat(settings.brokers()).containsExactly(new BrokerAddress(host, port));
        assertThat(settings.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MQTT_BROKERS", "MQTT_BROKER_HOST"})
    void thereMayBeSeveralBrokers(String name) {
        assertThat(settings(Map.of(
                                name, "emqx1.local:8883, emqx2.local , [fe80::1]:1884,::1", "MQTT_BROKER_PORT", "1885"))
                        .brokers())
                .containsExactly(
                        new BrokerAddress("emqx1.local", 8883),
                        new BrokerAddress("emqx2.local", 1885),
                        new BrokerAddress("fe80::1", 1884),
                        new BrokerAddress("::1", 1885));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MQTT_BROKER_PORT | 0 | MQTT_BROKER_PORT: '0' is no port",
                "MQTT_PORT | 70000 | MQTT_PORT: '70000' is no port",
                "MQTT_BROKER_PORT | abc | MQTT_BROKER_PORT: 'abc' is no port",
                "MQTT_BROKER_HOST | bad host | MQTT_BROKER_HOST: 'bad host' is no broker address",
                "MQTT_BROKER_HOST | a:99999 | MQTT_BROKER_HOST: 'a:99999'",
                "MQTT_BROKER_HOST | , | MQTT_BROKER_HOST: names no broker",
                "MQTT_BROKER_URL | http://broker | MQTT_BROKER_URL: does not begin with mqtt:// or mqtts://",
                "MQTT_BROKER_URL | mqtt://user:secret@broker | MQTT_BROKER_URL: holds a user",
                "MQTT_USE_TLS | maybe | MQTT_USE_TLS: 'maybe' is neither true nor false",
                "MQTT_CA_CERTS | /no/such/ca.crt | MQTT_CA_CERTS: there is no file /no/such/ca.crt",
                "MQTT_CERT_FILE_PATH | /no/such.crt | MQTT_CERT_FILE_PATH: there is no file",
                "MQTT_PASSWORD | secret | MQTT_USERNAME: is not set, but MQTT_PASSWORD is",
            })
    void aWrongSettingIsRefusedInOneLineWithARemedy(String name, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(InvalidMqttSettings.class)
                .hasMessageStartingWith(message)
                .hasMessageMatching("[^\\n]+\\. [A-Z][^\\n]+\\.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aUrlAndTheFlagMustAgree() {
        assertThatThrownBy(() -> settings(Map.of("MQTT_BROKER_URL", "mqtts://broker", "MQTT_USE_TLS", "false")))
                .hasMessageContaining("MQTT_USE_TLS: says false, but MQTT_BROKER_URL says true");
        assertThatCode(() -> settings(Map.of("MQTT_BROKER_URL", "mqtts://broker", "MQTT_USE_TLS", "true")))
                .doesNotThrowAnyException();
    }

    @Test
    void aCertificateNeedsItsKey(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("client.crt"), "x").toString();

        assertThatThrownBy(() -> settings(Map.of("MQTT_CERTFILE", file))).hasMessageStartingWith("MQTT_KEYFILE: ");
        assertThatThrownBy(() -> settings(Map.of("MQTT_KEYFILE", file))).hasMessageStartingWith("MQTT_CERTFILE: ");
    }

    @Test
    void aFileWithoutACertificateIsRefusedAtTheStart(@TempDir Path folder) throws IOException {
        String file =
                Files.writeString(folder.resolve("ca.crt"), "not a certificate").toString();

        assertThatThrownBy(() -> settings(Map.of("MQTT_USE_TLS", "true", "MQTT_CA_CERTS", file)))
                .hasMessageStartingWith("MQTT_CA_CERTS: " + file + " holds no certificate in PEM format");
    }

    @Test
    void insecureTlsIsLoudAndRefusedInProduction() {
        MqttSettings settings = settings(Map.of("MQTT_USE_TLS", "true", "MQTT_TLS_INSECURE", "true"));

        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("NEITHER THE BROKER'S CERTIFICATE NOR ITS NAME");
        assertThatThrownBy(settings::forProduction)
                .isInstanceOf(InvalidMqttSettings.class)
                .hasMessageStartingWith("MQTT_TLS_INSECURE: true is refused in production");
    }

    @Test
    void passwordsAreNeverSeen() {
        MqttSettings settings = settings(Map.of("MQTT_USERNAME", "joe", "MQTT_PASSWORD", " open sesame "));

        assertThat(settings.toString()).doesNotContain("sesame");
        assertThat(settings.password()).map(Secret::reveal).hasValue(" open sesame ");
        assertThat(settings.warnings()).containsExactly("the password travels unencrypted: set MQTT_USE_TLS=true.");
    }

    @Test
    void theNamesUsersRelyOn() {
        assertThat(List.of("MQTT_CA_CERTS", "MQTT_CA_CERT", "MQTT_CA_CERT_PATH"))
                .allSatisfy(name -> assertThatThrownBy(() -> settings(Map.of(name, "/none")))
                        .hasMessageStartingWith(name));
        assertThat(List.of("MQTT_CERTFILE", "MQTT_CERT_FILE_PATH", "MQTT_KEYFILE", "MQTT_KEY_FILE_PATH"))
                .allSatisfy(name -> assertThatThrownBy(() -> settings(Map.of(name, "/none")))
                        .hasMessageStartingWith(name));
        assertThat(settings(Map.of("MQTT_CLIENT_ID", "edge_X")).clientId()).isEqualTo("edge_X");
    }

    private static MqttSettings settings(Map<String, String> environment) {
        return MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), CLIENT);
    }
}
