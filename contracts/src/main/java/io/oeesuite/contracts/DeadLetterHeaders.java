package io.oeesuite.contracts;

/** Names of the record headers on {@link Topic#DEAD_LETTERS}. Numbers are decimal text in UTF-8. */
public final class DeadLetterHeaders {
    /** A short fixed word: {@code malformed-topic}, {@code malformed-payload}, {@code too-late}, … */
    public static final String REASON = "reason";
    /** What was wrong and where, for people. */
    public static final String DETAIL = "detail";
    /** The MQTT topic it came on. */
    public static final String MQTT_TOPIC = "mqtt.topic";
    /** The Kafka topic, partition and offset it was read from. */
    public static final String SOURCE_TOPIC = "source.topic";

    public static final String SOURCE_PARTITION = "source.partition";
    public static final String SOURCE_OFFSET = "source.offset";

    private DeadLetterHeaders() {}
}
