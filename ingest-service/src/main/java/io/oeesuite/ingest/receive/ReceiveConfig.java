package io.oeesuite.ingest.receive;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are taken in: {@code OEE_INGEST_*}. */
@ConfigMapping(prefix = "oee.ingest")
interface ReceiveConfig {
    /**
     * Whether replicas divide the messages among them by a shared subscription. A broker that forgets shared subscriptions when it restarts, as Mosquitto does, would
     * acknowledge messages that nobody gets: one replica with {@code false}.
     */
    @WithDefault("true")
    boolean shared();

    /** Whether to be connected with each broker of {@code MQTT_BROKERS} at once, as with brokers that know nothing of each other; otherwise they are tried in turn. */
    @WithDefault("false")
    boolean eachBroker();

    /** How many messages may be received and not yet acknowledged by Kafka, 1..60000. Brokers limit it too. */
    @WithDefault("1000")
    int maxInFlight();

    /** Largest MQTT message, topic and payload, in bytes. Larger ones are dead letters without their bytes. */
    @WithDefault("1114112")
    int maxMessageSize();

    /** How often a heartbeat says that what is published is stored. */
    @WithDefault("PT5S")
    Duration heartbeat();

    /** How long Kafka may leave messages unacknowledged before the service is not ready. */
    @WithDefault("PT15S")
    Duration kafkaPatience();
}
