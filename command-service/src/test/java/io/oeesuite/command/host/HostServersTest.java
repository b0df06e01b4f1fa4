package io.oeesuite.command.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.MqttSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostServersTest {
    private static final MqttSettings SETTINGS = MqttSettings.from(
            name -> Optional.ofNullable(Map.of("MQTT_BROKER_HOST", "one").get(name)), "scada_H");

    @Test
    void theBrokerOfTheSettingsIsTheOneServer() {
        assertThat(HostServers.of(SETTINGS, List.of())).containsExactly(SETTINGS);
    }

    @Test
    void eachServerIsItsOwnWithOneOrMoreAddresses() {
        List<MqttSettings> servers = HostServers.of(SETTINGS, List.of("a:8883|b:8884", "[::1]:1883"));

        assertThat(servers.getFirst().brokers())
                .containsExactly(new BrokerAddress("a", 8883), new BrokerAddress("b", 8884));
        assertThat(servers.getLast().brokers()).containsExactly(new BrokerAddress("::1", 1883));
    }

    @Test
    void whatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> HostServers.of(SETTINGS, List.of("a"))).hasMessageContaining("OEE_HOST_SERVERS: 'a'");
        assertThatThrownBy(() -> HostServers.of(SETTINGS, List.of("a:0"))).hasMessageContaining("a:0");
    }
}
