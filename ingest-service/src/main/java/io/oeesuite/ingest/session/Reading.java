package io.oeesuite.ingest.session;

/** What a raw message is. */
public sealed interface Reading {

    /** A birth, data or death of Sparkplug. */
    record OfSparkplug(SparkplugMessage message) implements Reading {}

    /** Something of a device that speaks JSON. */
    record OfJsonDevice(JsonTopic topic, RawMessage message) implements Reading {}

    /** Not what its topic promises. */
    record Unreadable(DeadLetterReason reason, String detail) implements Reading {}

    /** Nothing that tells about a machine. */
    record NotOfMachines(String what) implements Reading {}
}
