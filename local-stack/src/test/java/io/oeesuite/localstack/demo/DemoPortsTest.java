package io.oeesuite.localstack.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoPortsTest {

    @Test
    void theUsualOnesWithoutSettings() {
        assertThat(ports(Map.of()))
                .isEqualTo(new DemoPorts(8080, 8081, 8082, 8083, 8084, 8090, 8883, 9001, 9092, 5432, 8180));
    }

    @Test
    void eachCanBeMoved() {
        assertThat(ports(Map.of(
                        "OEE_ANALYTICS_PORT", "1",
                        "OEE_COMMAND_PORT", "2",
                        "OEE_INGEST_PORT", "4",
                        "OEE_ALERT_PORT", "5",
                        "OEE_SIMULATOR_PORT", "6",
                        "OEE_MQTT_PORT", "7",
                        "OEE_WEBSOCKET_PORT", "8",
                        "OEE_KAFKA_PORT", "9",
                        "OEE_POSTGRES_PORT", "10",
                        "OEE_KEYCLOAK_PORT", "11")))
                .isEqualTo(new DemoPorts(1, 2, 8082, 4, 5, 6, 7, 8, 9, 10, 11));
        assertThat(ports(Map.of("OEE_AUTH_PORT", "3")).auth()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "many"})
    void namesTheVariableThatIsNoPort(String text) {
        assertThatThrownBy(() -> ports(Map.of("OEE_KAFKA_PORT", text)))
                .hasMessage("OEE_KAFKA_PORT is not a port between 1 and 65535: " + text);
    }

    @Test
    void needsOnlyThoseOfWhatIsStarted() {
        DemoPorts ports = ports(Map.of());

        assertThat(ports.needed(DemoOptions.parse(List.of()))).hasSize(10).doesNotContainValue(8180);
        assertThat(ports.needed(DemoOptions.parse(List.of("--empty")))).doesNotContainValue(8090);
        assertThat(ports.needed(DemoOptions.parse(List.of("--logins")))).containsValue(8180);
        assertThat(ports.needed(DemoOptions.parse(List.of("--external-broker"))))
                .doesNotContainValue(8883)
                .doesNotContainValue(9001);
    }

    private static DemoPorts ports(Map<String, String> environment) {
        return DemoPorts.from(name -> Optional.ofNullable(environment.get(name)));
    }
}
