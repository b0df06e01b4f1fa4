package io.oeesuite.ingest.receive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where devices that speak JSON publish: {@code OEE_JSON_BASE_TOPIC}. */
@ConfigMapping(prefix = "oee.json")
interface JsonTopicsConfig {
    /** The first level or levels of their topics, without a slash at the end. */
    @WithDefault("iotflow")
    String baseTopic();
}
