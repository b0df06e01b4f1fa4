package io.oeesuite.analytics.engine;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of the engine step; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.engine")
public interface EngineConfig {
    /** How long after its time a fact is waited for before windows are decided. */
    @WithDefault("PT5S")
    Duration grace();

    /** How long late facts are gathered before what they touch is built anew. */
    @WithDefault("PT1S")
    Duration gather();

    /** How far a fact may be ahead of its receipt before it is flagged. */
    @WithDefault("PT60S")
    Duration skewLimit();

    /** How far a fact may be ahead of its receipt at all. */
    @WithDefault("P1D")
    Duration earliness();

    /** How old a fact may be at its receipt that is not marked as historical. */
    @WithDefault("P90D")
    Duration horizon();

    /** How old a historical fact may be at its receipt: five years. */
    @WithDefault("P1826D")
    Duration historyHorizon();

    /** Kafka Streams' application id: the consumer group, and the beginning of the names of its internal topics. */
    @WithDefault("oee-analytics-engine")
    String applicationId();

    /** Tells replicas apart; the same after a restart. */
    String instanceId();

    /** Where state stores lie; each replica needs a folder of its own. */
    Path stateDir();

    /** Stream threads; more than the partitions of the events are of no use. */
    @WithDefault("1")
    int threads();

    /** How many other replicas keep a copy of the state. */
    @WithDefault("0")
    int standbyReplicas();

    /** How often results become visible. */
    @WithDefault("PT0.2S")
    Duration commitInterval();
}
