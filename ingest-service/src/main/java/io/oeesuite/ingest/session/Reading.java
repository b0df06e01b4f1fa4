package io.oeesuite.ingest.session;

/** What a raw message is. */
public sealed interface Reading {

    /** The birth or death of an edge node, which begin and end the order of its messages. */
    record OfSparkplug(SparkplugMessage message) implements Reading {}

    /** Data, or the birth or death of a device. */
    record InSequence(WaitingMessage message) implements Reading {}

    /** Something of a device that speaks JSON. */
    record OfJsonDevice(JsonTopic topic, RawMessage message) implements Reading {}

    /** Not what its topic promises. */
    record Unreadable(DeadLetterReason reason, String detail) implements Reading {}

    /** Nothing that tells about a machine. */
    record NotOfMachines(String what) implements Reading {}
}
