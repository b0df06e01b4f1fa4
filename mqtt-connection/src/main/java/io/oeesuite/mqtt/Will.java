package io.oeesuite.mqtt;

import java.util.Objects;

import io.vertx.core.buffer.Buffer;

/**
 * What the broker says when the connection is lost.
 *
 * @param topic topic name
 * @param payload the message
 * @param qos 0..2
 * @param retained whether the broker keeps it for later subscribers
 */
public record Will(String topic, Buffer payload, int qos, boolean retained) {
    private static final int HIGHEST_QOS = 2;

    public Will {
        Objects.requireNonNull(topic, "topic");
        payload = payload.copy();
        if (qos < 0 || qos > HIGHEST_QOS) {
            throw new IllegalArgumentException("QoS is 0..2, not " + qos);
        }
    }

    public static Will of(String topic, byte[] payload, int qos, boolean retained) {
        return new Will(topic, Buffer.buffer(payload), qos, retained);
    }
}
