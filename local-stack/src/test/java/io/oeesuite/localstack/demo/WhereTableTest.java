package io.oeesuite.localstack.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WhereTableTest {

    @Test
    void offersNoCertificatesOfOursForABrokerOfTheUsers() {
        String table = table("--external-broker");

        assertThat(table).contains("mine (yours)").doesNotContain("generate_client_cert", "client_<id>.crt");
    }

    @Test
    void saysHowToMakeACertificateForOurBroker() {
        assertThat(table()).contains("generate_client_cert edge_X");
    }

    private static String table(String... options) {
        return WhereTable.of(
                new DemoFolder(Path.of("/clone")),
                DemoPorts.from(name -> Optional.empty()),
                new ExternalBroker(Map.of("MQTT_BROKER_HOST", "mine"), List.of()),
                DemoOptions.parse(List.of(options)));
    }
}
