package io.oeesuite.analytics.store;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Kafka is written to PostgreSQL. */
@ConfigMapping(prefix = "oee.store")
public interface StoreSettings {
    /** Most records in one transaction. */
    @WithDefault("5000")
    int batchSize();

    /** Longest pause between two tries while PostgreSQL does not answer; the first pause is 200 ms, each next one twice as long. */
    @WithDefault("10s")
    Duration retryMax();

    /** Longest time one transaction may take before it is tried again. */
    @WithDefault("60s")
    Duration transactionTimeout();

    /** Consumer group; offsets count in PostgreSQL, those of the group only show the progress to Kafka's tools. */
    @WithDefault("oee-analytics-store")
    String group();
}
