package io.oeesuite.auth.enrolment;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When it listens; what it answers is in {@link DiscoveryTest}. */
class DiscoveryStepTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void withoutABrokerItIsOff() {
        DiscoveryStep step = step(Map.of("MQTT_BROKER_PORT", "nonsense"));

        step.checkSettings();
        step.start();
        step.stop();

        assertThat(meters.get("oee.auth.discovery.connected").gauge().value()).isZero();
    }

    @Test
    void badSettingsEndTheStart() {
        assertThatThrownBy(() -> step(Map.of("MQTT_BROKER_HOST", "broker", "MQTT_BROKER_PORT", "nonsense"))
                        .checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("MQTT_BROKER_PORT");
        assertThatThrownBy(() -> step(Map.of("MQTT_HOST", "broker", "MQTT_CERTFILE", "/no/such/file"))
                        .checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("MQTT_CERTFILE");
    }

    private DiscoveryStep step(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(EnrolmentConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
        return new DiscoveryStep(null, config, null, config.getConfigMapping(EnrolmentConfig.class), meters);
    }
}
