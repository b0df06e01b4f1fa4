package io.oeesuite.auth.broker;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which brokers may ask, and where clients' topics begin; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.auth.broker")
public interface BrokerConfig {
    /** What brokers send in the header {@code X-Broker-Secret}. */
    Optional<String> secret();

    /** Names of the certificates by which brokers prove themselves, where HTTPS asks for them. */
    Optional<Set<String>> certificates();

    /** First level of the topics of devices that speak JSON. */
    @WithDefault("iotflow")
    String base();

    /** First levels of the alerts' topics. */
    @WithDefault("oee/v1/alerts")
    String alertBase();

    /** Whether edge nodes may subscribe to their commands. */
    @WithDefault("true")
    boolean edgeSubscriptions();
}
