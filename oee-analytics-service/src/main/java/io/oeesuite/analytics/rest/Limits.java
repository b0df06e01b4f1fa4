package io.oeesuite.analytics.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one question may ask for. */
@ConfigMapping(prefix = "oee.rest")
interface Limits {
    /** Windows, times machines, in one answer. */
    @WithDefault("50000")
    int windows();

    /** Intervals or stops in one answer. */
    @WithDefault("100000")
    int entries();
}
