package io.oeesuite.ingest.receive;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are taken in: {@code OEE_INGEST_*}. */
@ConfigMapping(prefix = "oee.ingest")
interface ReceiveConfig {
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
