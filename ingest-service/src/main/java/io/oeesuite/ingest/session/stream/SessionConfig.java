package io.oeesuite.ingest.session.stream;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of the session step; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.session")
public interface SessionConfig {
    /** How long a message waits for those before it. */
    @WithDefault("PT2S")
    Duration reorderTimeout();

    /** The least time between two rebirth requests to one edge node. */
    @WithDefault("PT10S")
    Duration rebirthInterval();

    /** How long after an NBIRTH a device that was online may take to be born again. */
    @WithDefault("PT10S")
    Duration deviceRebirthGrace();

    /** The most messages per edge node that wait for their turn. */
    @WithDefault("2048")
    int heldLimit();

    /** How many messages per edge node are remembered to recognise duplicates. */
    @WithDefault("4096")
    int duplicateMemory();

    /** How many edge nodes per partition are kept in memory at most, see {@link NodeMemory}; the others are read from disk when they speak. */
    @WithDefault("1000")
    int nodesInMemory();

    /** Kafka Streams' application id: the consumer group, and the beginning of the names of its internal topics. */
    @WithDefault("oee-ingest-session")
    String applicationId();

    /** Tells replicas apart; the same after a restart, so that a replica comes back to its partitions at once. */
    String instanceId();

    /** Where state stores lie; each replica needs a folder of its own. */
    Path stateDir();

    /** Stream threads; more than the partitions of the raw log are of no use. */
    @WithDefault("1")
    int threads();

    /** How many other replicas keep a copy of the state, so that they take over at once. */
    @WithDefault("0")
    int standbyReplicas();

    /** Replication factor of the changelogs of the state stores, as of all topics. */
    @WithDefault("1")
    int replication();

    /** How often results become visible. */
    @WithDefault("PT0.1S")
    Duration commitInterval();
}
