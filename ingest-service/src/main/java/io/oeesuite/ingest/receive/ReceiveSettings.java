package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.startup.InvalidSettings;

/**
 * Everything the receive step must know.
 *
 * @param kafka {@code kafka.*}
 * @param maxInFlight messages
 * @param maxMessageSize bytes
 * @param heartbeat how often
 * @param kafkaPatience how long Kafka may be silent
 */
record ReceiveSettings(
        MqttSettings mqtt,
        Map<String, Object> kafka,
        String jsonBase,
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

    /** What is received: the share of all replicas in Sparkplug's topics and in those of JSON devices that say something about a machine. */
    List<Subscription> subscriptions() {
        return List.of(
                Subscription.required(SHARE + "spBv1.0/#", 1),
                Subscription.required(SHARE + jsonBase + "/devices/+/telemetry/#", 1),
                Subscription.required(SHARE + jsonBase + "/devices/+/status/#", 1));
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new InvalidSettings(otherwise + ".");
        }
    }
}
