package io.oeesuite.auth.enrolment;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How new devices are let in. */
@ConfigMapping(prefix = "oee.enrolment")
public interface EnrolmentConfig {
    /** How long a token is good, where the request does not say. */
    @WithDefault("PT24H")
    Duration tokenValidity();

    /** First levels of the topics of devices that speak JSON. */
    @WithDefault("iotflow")
    String base();

    /** How many questions without a token one address may ask in a minute. */
    @WithDefault("60")
    int perMinute();

    /** How many may wait for an engineer; further ones are refused. */
    @WithDefault("1000")
    int pending();

    /** How long one waits before it is forgotten. */
    @WithDefault("P7D")
    Duration pendingFor();
}
