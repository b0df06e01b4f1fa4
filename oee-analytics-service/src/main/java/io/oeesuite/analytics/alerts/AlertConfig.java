package io.oeesuite.analytics.alerts;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When alerts are raised; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.alerts")
public interface AlertConfig {
    /** Whether any are. */
    @WithDefault("true")
    boolean enabled();

    /** How long an unplanned stop may last. */
    @WithDefault("PT5M")
    Duration downLimit();

    /** How long a machine may be offline, or in an undefined state. */
    @WithDefault("PT5M")
    Duration noDataLimit();

    /** How long a machine may say nothing while it runs. */
    @WithDefault("PT15M")
    Duration silenceLimit();
}
