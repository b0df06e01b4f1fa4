package io.oeesuite.mqtt;

import java.util.Objects;

/**
 * What to receive. It is remembered and renewed with every connection.
 *
 * @param filter topic filter, {@code $share/group/filter} for a share of it
 * @param qos 0 or 1. At QoS 1 the broker lowers QoS 2 messages to 1, so that QoS 2 is never received
 * @param required whether a connection without it is useless: its refusal then ends the connection, which is tried again
 */
public record Subscription(String filter, int qos, boolean required) {
    public Subscription {
        Objects.requireNonNull(filter, "filter");
        if (filter.isEmpty()) {
            throw new IllegalArgumentException("the topic filter is empty");
        }
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("a subscription has QoS 0 or 1, not " + qos);
        }
    }

    public static Subscription required(String filter, int qos) {
        return new Subscription(filter, qos, true);
    }

    public static Subscription optional(String filter, int qos) {
        return new Subscription(filter, qos, false);
    }
}
