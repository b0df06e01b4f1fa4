package io.oeesuite.analytics.witness;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the witness compares; where the broker is follows from the {@code MQTT_*} settings. */
@ConfigMapping(prefix = "oee.witness")
interface WitnessSettings {
    /** Off: the service does not connect to the broker, completeness is unknown. */
    @WithDefault("true")
    boolean enabled();

    /** Over what time completeness is told. */
    @WithDefault("10m")
    Duration window();

    /** How long a message may be on its way through Kafka before it counts as missing. */
    @WithDefault("30s")
    Duration grace();

    /** Most messages of one edge node that wait for their counterpart; beyond that the oldest are forgotten. */
    @WithDefault("10000")
    int pendingPerNode();

    /** The same for all edge nodes together; 100,000 take some 20 MB. */
    @WithDefault("200000")
    int pending();

    /** Most edge nodes that are watched; those that have been silent for a window make room. */
    @WithDefault("5000")
    int nodes();
}
