package io.oeesuite.command.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who this host is, and for whom: {@code OEE_HOST_*}. */
@ConfigMapping(prefix = "oee.host")
public interface HostConfig {
    /** Sparkplug host id: the last level of the STATE topic. Brokers with role rules want the client id {@code scada_<host id>}. */
    @WithDefault("PRIMARY-HOST")
    String id();

    /** Sparkplug groups that are commanded, with {@code *} for any characters. */
    @WithDefault("*")
    List<String> groups();

    /**
     * MQTT servers, each with a session of its own, as {@code host:port}; for one server that has several addresses, these with {@code |} between them. Unset: the
     * one that {@code MQTT_BROKER_HOST} names.
     */
    Optional<List<String>> servers();

    /** How long ingest-service may be silent on Kafka until the host says that it is offline: data would not be stored. */
    @WithDefault("PT15S")
    Duration heartbeatLimit();

    /** How long the replica that is the host may be silent to Kafka until another takes over; 6 s or more. */
    @WithDefault("PT6S")
    Duration sessionTimeout();
}
