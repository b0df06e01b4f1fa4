package io.oeesuite.ingest.session;

import java.util.Optional;

import io.oeesuite.sparkplug.Bytes;

/**
 * One record of the raw log.
 *
 * @param retained whether the broker sent it from its store of retained messages
 * @param redelivered whether the broker may have sent it before (MQTT's DUP)
 * @param traceParent the W3C trace context it was received in
 */
public record RawMessage(
        String mqttTopic,
        Bytes payload,
        boolean retained,
        boolean redelivered,
        Origin origin,
        Optional<String> traceParent) {}
