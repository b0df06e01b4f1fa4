package io.oeesuite.alert.deliver;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long and how often it is tried to tell something; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.alert.deliver")
public interface DeliverConfig {
    /** The first pause between two attempts; each is twice as long as the one before. */
    @WithDefault("PT1S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("PT1M")
    Duration longestPause();

    /** After how many attempts a notification is set aside, so that others can be told; ≥ 1. */
    @WithDefault("5")
    int setAsideAfter();

    /** How old a notification may become before it is given up; not older than its topic keeps it. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How many deliveries REST can show; Kafka has them for 30 days. */
    @WithDefault("10000")
    int shown();
}
