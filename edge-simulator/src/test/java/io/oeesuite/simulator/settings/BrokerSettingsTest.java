package io.oeesuite.simulator.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.simulator.broker.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerSettingsTest {

    private static Path folder;

    @BeforeAll
    static void makeCertificates() {
        TestBroker.start("edge_A");
        folder = Path.of(TestBroker.environment().get("SIMULATOR_CERTS_DIR"));
    }

    @Test
    void everyClientHasItsOwnCertificateFromTheFolder() {
        MqttSettings settings =
                settings(Optional.of(folder), Map.of("MQTT_USE_TLS", "true")).of("edge_A");

        assertThat(settings.clientId()).isEqualTo("edge_A");
        assertThat(settings.caCerts()).contains(folder.resolve("ca.crt"));
        assertThat(settings.certFile()).contains(folder.resolve("client_edge_A.crt"));
        assertThat(settings.keyFile()).contains(folder.resolve("client_edge_A.key"));
    }

    @Test
    void aPlaceholderStandsForTheClientId() {
        MqttSettings settings = settings(
                        Optional.empty(),
                        Map.of(
                                "MQTT_USE_TLS",
                                "true",
                                "MQTT_CA_CERTS",
                                folder.resolve("ca.crt").toString(),
                                "MQTT_CERTFILE",
                                folder + "/client_{clientId}.crt",
                                "MQTT_KEYFILE",
                                folder + "/client_{clientId}.key"))
                .of("edge_A");

        assertThat(settings.certFile()).contains(folder.resolve("client_edge_A.crt"));
    }

    @Test
    void withoutTlsNoCertificateIsNeeded() {
        MqttSettings settings = settings(Optional.of(Path.of("/nowhere")), Map.of("MQTT_BROKER_HOST", "broker"))
                .of("edge_A");

        assertThat(settings.tls()).isFalse();
        assertThat(settings.certFile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MQTT_USE_TLS=1",
                "MQTT_USE_TLS=yes",
                "MQTT_USE_TLS=on",
                "MQTT_USE_TLS=TRUE",
                "MQTT_BROKER_URL=mqtts://broker",
                "MQTT_BROKER_URL=ssl://broker",
                "MQTT_BROKER_URL=tls://broker",
                "MQTT_BROKER_URL=MQTTS://broker"
            })
    void everyWordForTlsTakesTheCertificatesOfTheFolder(String setting) {
        MqttSettings settings = settings(Optional.of(folder), setting).of("edge_A");

        assertThat(settings.tls()).isTrue();
        assertThat(settings.certFile()).contains(folder.resolve("client_edge_A.crt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MQTT_USE_TLS=0",
                "MQTT_USE_TLS=no",
                "MQTT_USE_TLS=off",
                "MQTT_USE_TLS=False",
                "MQTT_BROKER_URL=mqtt://broker",
                "MQTT_BROKER_URL=tcp://broker"
            })
    void everyWordForNoTlsLeavesThem(String setting) {
        MqttSettings settings = settings(Optional.of(folder), setting).of("edge_A");

        assertThat(settings.tls()).isFalse();
        assertThat(settings.certFile()).isEmpty();
    }

    @Test
    void aClientIdOfTheEnvironmentIsForTheOnlyClient() {
        BrokerSettings settings = settings(Optional.empty(), Map.of("MQTT_CLIENT_ID", "mine"));

        assertThat(settings.of("edge_A").clientId()).isEqualTo("edge_A");
        assertThat(settings.ofOnly("edge_A").clientId()).isEqualTo("mine");
    }

    @Test
    void aMissingCertificateIsNamed() {
        assertThatThrownBy(() -> settings(Optional.of(folder), Map.of("MQTT_USE_TLS", "true"))
                        .of("edge_NOBODY"))
                .isInstanceOf(InvalidMqttSettings.class)
                .hasMessageContaining("client_edge_NOBODY.crt");
    }

    private static BrokerSettings settings(Optional<Path> certificates, String setting) {
        int sign = setting.indexOf('=');
        return settings(certificates, Map.of(setting.substring(0, sign), setting.substring(sign + 1)));
    }

    private static BrokerSettings settings(Optional<Path> certificates, Map<String, String> environment) {
        return new BrokerSettings(name -> Optional.ofNullable(environment.get(name)), certificates);
    }
}
