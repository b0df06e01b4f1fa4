package io.oeesuite.auth.audit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is kept; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.auth.audit")
public interface AuditConfig {
    /** How long an entry is kept. */
    @WithDefault("P400D")
    Duration retention();

    /** Over which time like entries are counted into one. */
    @WithDefault("PT1M")
    Duration summedOver();

    /** How many different ones are told apart within that time; the others are summed up by what was tried and how it ended. */
    @WithDefault("1000")
    int toldApart();

    /** How many wait for PostgreSQL while it is away; the oldest are given up, and counted. */
    @WithDefault("20000")
    int waiting();
}
