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
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreflightTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void namesAPortThatIsTakenAndTheVariableThatMovesIt(String address) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            assertThatThrownBy(() -> Preflight.requirePorts(Map.of("OEE_KAFKA_PORT", other.getLocalPort())))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " is taken")
                    .hasMessageContaining("OEE_KAFKA_PORT=");
        }
    }

    @Test
    void wantsEveryServerOnAPortOfItsOwn() {
        int port = FreePort.next();

        assertThatThrownBy(() -> Preflight.requirePorts(Map.of("OEE_KAFKA_PORT", port, "OEE_MQTT_PORT", port)))
                .hasMessageContaining("the same port");
        assertThatCode(() -> Preflight.requirePorts(Map.of("OEE_KAFKA_PORT", port)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        assertThatThrownBy(() -> Preflight.requireMemory(1200, Map.of()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("Too little memory")
                .hasMessageContaining("1200 MB")
                .hasMessageContaining("OEE_IGNORE_MEMORY=true");
        assertThatCode(() -> Preflight.requireMemory(4000, Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> Preflight.requireMemory(1200, Map.of("OEE_IGNORE_MEMORY", "true")))
                .doesNotThrowAnyException();
    }

    @Test
    void knowsHowMuchMemoryThereIs() {
        assertThat(Preflight.availableMegabytes()).isPositive();
    }

    @Test
    void namesAServiceThatIsNotBuilt() throws IOException {
        DemoFolder clone = new DemoFolder(folder);
        Files.createDirectories(clone.application("ingest-service").getParent());
        Files.createFile(clone.application("ingest-service"));

        assertThatThrownBy(() -> Preflight.requirePackaged(clone, List.of("ingest-service", "edge-simulator")))
                .hasMessageContaining("edge-simulator is not built");
    }
}
