package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReceiveSettingsTest {
    @Test
    void defaults() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ReceiveConfig.class)
                .withMapping(JsonTopicsConfig.class)
                .build();
        ReceiveConfig receive = config.getConfigMapping(ReceiveConfig.class);

        assertThat(receive.shared()).isTrue();
        assertThat(receive.eachBroker()).isFalse();
        assertThat(receive.maxInFlight()).isEqualTo(1000);
        assertThat(receive.maxMessageSize()).isEqualTo((1 << 20) + (1 << 16));
        assertThat(receive.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(receive.kafkaPatience()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.getConfigMapping(JsonTopicsConfig.class).baseTopic()).isEqualTo("iotflow");
    }

    @Test
    void namesInTheEnvironment() {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "oee.ingest.shared", "false",
                                "oee.ingest.each-broker", "true",
                                "oee.ingest.max-in-flight", "7",
                                "oee.ingest.max-message-size", "2000",
                                "oee.json.base-topic", "acme"),
                        "test",
                        0))
                .withMapping(ReceiveConfig.class)
                .withMapping(JsonTopicsConfig.class)
                .build();

        assertThat(config.getConfigMapping(ReceiveConfig.class).shared()).isFalse();
        assertThat(config.getConfigMapping(ReceiveConfig.class).eachBroker()).isTrue();
        assertThat(config.getConfigMapping(ReceiveConfig.class).maxInFlight()).isEqualTo(7);
        assertThat(config.getConfigMapping(ReceiveConfig.class).maxMessageSize())
                .isEqualTo(2000);
        assertThat(config.getConfigMapping(JsonTopicsConfig.class).baseTopic()).isEqualTo("acme");
    }

    @Test
    void replicasShareWhatMachinesSay() {
        assertThat(settings("iotflow", 1000, 2000).subscriptions())
                .containsExactly(
                        Subscription.required("$share/ingest/spBv1.0/#", 1),
                        Subscription.required("$share/ingest/iotflow/devices/+/telemetry/#", 1),
                        Subscription.required("$share/ingest/iotflow/devices/+/status/#", 1));
    }

    @Test
    void aSingleReplicaNeedsNoShare() {
        assertThat(settings("iotflow", false, 1000, 2000).subscriptions())
                .containsExactly(
                        Subscription.required("spBv1.0/#", 1),
                        Subscription.required("iotflow/devices/+/telemetry/#", 1),
                        Subscription.required("iotflow/devices/+/status/#", 1));
    }

    @Test
    void eachBrokerGetsAConnectionOfItsOwn() {
        ReceiveSettings settings = settings("one:8883,two:8883");

        assertThat(settings.forEachBroker())
                .extracting(each -> each.mqtt().brokers())
                .containsExactly(List.of(new BrokerAddress("one", 8883)), List.of(new BrokerAddress("two", 8883)));
        assertThat(settings.forEachBroker())
                .as("messages of two brokers may overtake each other")
                .extracting(ReceiveSettings::receiver)
                .containsExactly("analytics_INGEST-0@one:8883", "analytics_INGEST-0@two:8883");
        assertThat(settings.forEachBroker())
                .extracting(each -> each.mqtt().clientId())
                .containsOnly("analytics_INGEST-0");
        assertThat(settings.forEachBroker())
                .extracting(ReceiveSettings::maxInFlight)
                .containsOnly(1000);
    }

    @Test
    void aBrokerThatIsNamedTwiceIsRefused() {
        assertThatThrownBy(() -> settings("one:8883,one:8883").forEachBroker())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("OEE_INGEST_EACH_BROKER: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#", "+/b", "$share/x", "/a", "a/", "spBv1.0", "a b"})
    void aBaseThatIsNoTopicIsRefused(String base) {
        assertThatThrownBy(() -> settings(base, 1000, 2000))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("OEE_JSON_BASE_TOPIC: ");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> settings("iotflow", 0, 2000)).hasMessageStartingWith("OEE_INGEST_MAX_IN_FLIGHT: ");
        assertThatThrownBy(() -> settings("iotflow", 1, 10)).hasMessageStartingWith("OEE_INGEST_MAX_MESSAGE_SIZE: ");
    }

    private static ReceiveSettings settings(String base, int maxInFlight, int maxMessageSize) {
        return settings(base, true, maxInFlight, maxMessageSize);
    }

    private static ReceiveSettings settings(String brokers) {
        return settings(Map.of("MQTT_BROKERS", brokers), "iotflow", false, 1000, 2000);
    }

    private static ReceiveSettings settings(String base, boolean shared, int maxInFlight, int maxMessageSize) {
        return settings(Map.of(), base, shared, maxInFlight, maxMessageSize);
    }

    private static ReceiveSettings settings(
            Map<String, String> environment, String base, boolean shared, int maxInFlight, int maxMessageSize) {
        return new ReceiveSettings(
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), "analytics_INGEST-0"),
                "analytics_INGEST-0",
                Map.of(),
                base,
                shared,
                maxInFlight,
                maxMessageSize,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
    }
}
