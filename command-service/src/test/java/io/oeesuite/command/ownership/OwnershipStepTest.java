package io.oeesuite.command.ownership;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.host.HostConfig;
import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnershipStepTest {
    @Test
    void aSessionTimeoutThatKafkaWouldRefuseStopsTheStart() {
        assertThatThrownBy(() -> step(Duration.ofMillis(5_999)).checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_HOST_SESSION_TIMEOUT: must be 6 s or more");
        assertThatCode(() -> step(Duration.ofSeconds(6)).checkSettings()).doesNotThrowAnyException();
    }

    private static OwnershipStep step(Duration sessionTimeout) {
        return new OwnershipStep(null, new Config(sessionTimeout), List.of());
    }

    private record Config(Duration sessionTimeout) implements HostConfig {
        @Override
        public String id() {
            return "PRIMARY-HOST";
        }

        @Override
        public List<String> groups() {
            return List.of("*");
        }

        @Override
        public Optional<List<String>> servers() {
            return Optional.empty();
        }

        @Override
        public Duration heartbeatLimit() {
            return Duration.ofSeconds(15);
        }
    }
}
