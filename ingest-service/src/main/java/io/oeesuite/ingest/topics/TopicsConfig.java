package io.oeesuite.ingest.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the topics of the suite are made: {@code OEE_TOPICS_CREATE}, {@code OEE_TOPICS_REPLICATION}. */
@ConfigMapping(prefix = "oee.topics")
public interface TopicsConfig {
    /** Whether missing topics are created; otherwise the service waits until somebody has. */
    @WithDefault("true")
    boolean create();

    /** Replication factor of new topics, 1..number of brokers. 3 in production. */
    @WithDefault("1")
    short replication();
}
