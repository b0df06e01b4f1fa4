package io.oeesuite.ingest;

import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What this process is for: {@code OEE_INGEST_STEPS}. */
@ConfigMapping(prefix = "oee.ingest")
public interface IngestConfig {
    /** Which steps run here, of {@code receive} and {@code session}; so that each can be scaled by itself. */
    @WithDefault("receive,session")
    Set<String> steps();
}
