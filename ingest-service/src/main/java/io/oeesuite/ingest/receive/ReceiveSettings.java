package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.startup.InvalidSettings;

/**
 * Everything the receive step must know.
 *
 * @param receiver as whom messages are stored: the client id, and the broker where there are several, as the order of messages holds for one broker only
 * @param kafka {@code kafka.*}
 * @param shared whether other replicas take some of the messages
 * @param maxInFlight messages
 * @param maxMessageSize bytes
 * @param heartbeat how often
 * @param kafkaPatience how long Kafka may be silent
 */
record ReceiveSettings(
        MqttSettings mqtt,
        String receiver,
        Map<String, Object> kafka,
        String jsonBase,
        boolean shared,
        int maxInFlight,
        int maxMessageSize,
        Duration heartbeat,
        Duration kafkaPatience) {
    private static final int MOST_IN_FLIGHT = 60_000;
    private static final int SMALLEST_LIMIT = 1024;
    private static final int LARGEST_LIMIT = 32 << 20;
    private static final String SHARE = "$share/ingest/";

    ReceiveSettings {
        kafka = Map.copyOf(kafka);
        check(
                maxInFlight >= 1 && maxInFlight <= MOST_IN_FLIGHT,
                "OEE_INGEST_MAX_IN_FLIGHT: must be 1.." + MOST_IN_FLIGHT + ", not " + maxInFlight);
        check(
                maxMessageSize >= SMALLEST_LIMIT && maxMessageSize <= LARGEST_LIMIT,
                "OEE_INGEST_MAX_MESSAGE_SIZE: must be " + SMALLEST_LIMIT + ".." + LARGEST_LIMIT + " bytes, not "
                        + maxMessageSize);
        check(heartbeat.isPositive(), "OEE_INGEST_HEARTBEAT: must be positive, as PT5S");
        check(kafkaPatience.isPositive(), "OEE_INGEST_KAFKA_PATIENCE: must be positive, as PT15S");
        check(
                jsonBase.matches("[^$#+/\\s][^#+\\s]*") && !jsonBase.endsWith("/") && !jsonBase.startsWith("spBv1.0"),
                "OEE_JSON_BASE_TOPIC: '" + jsonBase + "' is no topic to publish under; use a name as iotflow");
    }

    /** What is received: Sparkplug's topics and those of JSON devices that say something about a machine, all of it or the share of all replicas. */
    List<Subscription> subscriptions() {
        return Stream.of("spBv1.0/#", jsonBase + "/devices/+/telemetry/#", jsonBase + "/devices/+/status/#")
                .map(filter -> Subscription.required(shared ? SHARE + filter : filter, 1))
                .toList();
    }

    /**
     * For a connection with each of the brokers.
     *
     * @throws InvalidSettings when two are the same: they would throw each other out
     */
    List<ReceiveSettings> forEachBroker() {
        check(
                mqtt.brokers().stream().distinct().count() == mqtt.brokers().size(),
                "OEE_INGEST_EACH_BROKER: MQTT_BROKERS names a broker twice, " + mqtt.brokers());
        return mqtt.brokers().stream().map(this::forBroker).toList();
    }

    private ReceiveSettings forBroker(BrokerAddress broker) {
        return new ReceiveSettings(
                mqtt.withBrokers(List.of(broker)),
                receiver + "@" + broker,
                kafka,
                jsonBase,
                shared,
                maxInFlight,
                maxMessageSize,
                heartbeat,
                kafkaPatience);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new InvalidSettings(otherwise + ".");
        }
    }
}
