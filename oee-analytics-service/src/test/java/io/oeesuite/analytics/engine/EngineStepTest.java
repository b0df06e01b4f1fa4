package io.oeesuite.analytics.engine;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.analytics.alerts.AlertConfig;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EngineStepTest {

    @Test
    void theDefaultsAreGood() {
        assertThatCode(() -> step("threads", "1").checkSettings()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "grace, -PT1S",
        "gather, -PT1S",
        "skew-limit, -PT1S",
        "earliness, -PT1S",
        "horizon, -P1D",
        "history-horizon, -P1D",
        "commit-interval, -PT1S",
        "threads, 0",
        "standby-replicas, -1"
    })
    void aSettingThatMakesNoSenseIsRefusedByName(String name, String value) {
        EngineStep step = step(name, value);

        assertThatThrownBy(step::checkSettings)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("oee.engine." + name);
    }

    private static EngineStep step(String name, String value) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(EngineConfig.class)
                .withMapping(AlertConfig.class)
                .withDefaultValues(Map.of("oee.engine.instance-id", "analytics-0", "oee.engine.state-dir", "state"))
                .withSources(new PropertiesConfigSource(Map.of("oee.engine." + name, value), "the test", 1000))
                .build();
        return new EngineStep(
                config.getConfigMapping(EngineConfig.class),
                config.getConfigMapping(AlertConfig.class),
                new KafkaClients(Map.of("bootstrap.servers", "localhost:9092")),
                new SimpleMeterRegistry());
    }
}
