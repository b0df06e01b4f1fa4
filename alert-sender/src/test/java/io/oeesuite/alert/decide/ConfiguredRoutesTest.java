package io.oeesuite.alert.decide;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.alert.policy.Route;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfiguredRoutesTest {
    private static final Set<String> CHANNELS = Set.of("mail", "webhook");

    @Test
    void withoutRoutesEverythingIsToldOverEveryChannel() {
        assertThat(read(Map.of())).singleElement().satisfies(route -> {
            assertThat(route.name()).isEqualTo("all");
            assertThat(route.channels()).containsExactly("mail", "webhook");
            assertThat(route.cooldown()).isEqualTo(Duration.ofMinutes(5));
        });
    }

    @Test
    void theDefaultsAreAsPromised() {
        DecideConfig config = config(Map.of());

        assertThat(config.cooldown()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.memory()).isEqualTo(Duration.ofDays(30));
        assertThat(config.freshness()).isEqualTo(Duration.ofHours(1));
        assertThat(config.timeZone()).isEqualTo("UTC");
        assertThat(config.instanceId()).isEqualTo("alert-sender-0");
        assertThat(config.applicationId()).isEqualTo("oee-alert-sender");
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aRouteHasTheNamesOfTheReadme() {
        Route route = read(Map.ofEntries(
                        Map.entry("equipment", "PLANT01/*/FILLER"),
                        Map.entry("severity", "critical"),
                        Map.entry("rules", "machine-down"),
                        Map.entry("days", "MONDAY"),
                        Map.entry("from", "06:00"),
                        Map.entry("to", "22:00"),
                        Map.entry("time-zone", "Europe/Berlin"),
                        Map.entry("channels", "webhook"),
                        Map.entry("cooldown", "PT10M"),
                        Map.entry("escalate-after", "PT15M"),
                        Map.entry("escalate-to", "mail"),
                        Map.entry("escalate-times", "2")))
                .getFirst();

        assertThat(route.cooldown()).isEqualTo(Duration.ofMinutes(10));
        assertThat(route.hours()).isPresent();
        assertThat(route.escalation()).contains(new Route.Escalation(Duration.ofMinutes(15), List.of("mail"), 2));
    }

    @ParameterizedTest
    @CsvSource({
        "escalate-to, mail, escalate-after",
        "escalate-times, 3, escalate-after",
        "escalate-after, PT0S, positive",
        "cooldown, -PT1M, cooldown",
        "cooldown, P31D, OEE_ALERT_MEMORY",
        "rules, machine-dwon, machine-dwon",
        "severity, fatal, fatal",
        "equipment, a//b, a//b",
        "from, 06:00, only one"
    })
    void aRouteThatMakesNoSenseIsRefused(String name, String value, String says) {
        assertThatThrownBy(() -> read(Map.of("channels", "mail", name, value)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(says);
    }

    @Test
    void aChannelThatThereIsNotIsRefused() {
        for (String name : List.of("channels", "escalate-to")) {
            Map<String, String> route = new HashMap<>(Map.of("channels", "mail", "escalate-after", "PT15M"));
            route.put(name, "pager");

            assertThatThrownBy(() -> read(route))
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("pager");
        }
    }

    @Test
    void aTimeZoneThatIsNoneIsRefused() {
        DecideConfig config = config(Map.of("oee.alert.time-zone", "Europe/Atlantis"));

        assertThatThrownBy(() -> new ConfiguredRoutes(config, CHANNELS).read())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_ALERT_TIME_ZONE");
    }

    private static List<Route> read(Map<String, String> route) {
        Map<String, String> settings = new HashMap<>();
        route.forEach((name, value) -> settings.put("oee.alert.routes.r." + name, value));
        return new ConfiguredRoutes(config(settings), CHANNELS).read();
    }

    private static DecideConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(DecideConfig.class)
                .withDefaultValues(Map.of("oee.alert.state-dir", "state"))
                .withSources(new PropertiesConfigSource(settings, "the test", 1000))
                .build()
                .getConfigMapping(DecideConfig.class);
    }
}
