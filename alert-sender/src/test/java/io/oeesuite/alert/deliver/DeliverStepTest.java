package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeliverStepTest {

    @Test
    void theDefaultsAreAsPromisedAndGood() {
        DeliverConfig config = config(Map.of());

        assertThat(config.firstPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.longestPause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.setAsideAfter()).isEqualTo(5);
        assertThat(config.giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(config.shown()).isEqualTo(10_000);
        assertThatCode(() -> step(config).checkSettings()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "first-pause, PT0S, OEE_ALERT_FIRST_PAUSE",
        "longest-pause, PT0.5S, OEE_ALERT_LONGEST_PAUSE",
        "set-aside-after, 0, OEE_ALERT_SET_ASIDE_AFTER",
        "give-up-after, PT0S, OEE_ALERT_GIVE_UP_AFTER",
        "give-up-after, P8D, oee.notifications.v1",
        "shown, 0, OEE_ALERT_DELIVERIES_SHOWN"
    })
    void aSettingThatMakesNoSenseIsRefusedByName(String name, String value, String says) {
        DeliverStep step = step(config(Map.of("oee.alert.deliver." + name, value)));

        assertThatThrownBy(step::checkSettings)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(says);
    }

    private static DeliverStep step(DeliverConfig config) {
        return new DeliverStep(null, null, null, config, "alerts", null, new SimpleMeterRegistry());
    }

    private static DeliverConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(DeliverConfig.class)
                .withSources(new PropertiesConfigSource(settings, "the test", 1000))
                .build()
                .getConfigMapping(DeliverConfig.class);
    }
}
