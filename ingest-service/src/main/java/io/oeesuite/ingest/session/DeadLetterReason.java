package io.oeesuite.ingest.session;

/** Why a message, or part of it, came to nothing. The word stands in the record's header. */
public enum DeadLetterReason {
    /** The MQTT topic is none of Sparkplug's. */
    MALFORMED_TOPIC("malformed-topic"),
    /** The bytes are no payload, or lack what every payload of the type has. */
    MALFORMED_PAYLOAD("malformed-payload"),
    /** Births, data and deaths must not be retained: such a message is from nobody knows when. */
    RETAINED("retained"),
    /** Of an edge node that has no session: never born, or dead. */
    DATA_BEFORE_BIRTH("data-before-birth"),
    /** Of a device that is not born in the session. */
    DEVICE_DATA_BEFORE_BIRTH("device-data-before-birth"),
    /** Some metric of a birth has no name, or an alias that another one has as well; what is clear was used. */
    AMBIGUOUS_BIRTH("ambiguous-birth"),
    /** What it says would be larger than Kafka takes, or than is reasonable. */
    TOO_LARGE("too-large"),
    /** Some metric has an alias that no birth declared; the others were used. */
    UNKNOWN_ALIAS("unknown-alias"),
    /** Some metric has a name that no birth declared; the others were used. */
    UNKNOWN_METRIC("unknown-metric"),
    /** Some value cannot be of the type that the birth declared; the others were used. */
    TYPE_MISMATCH("type-mismatch"),
    /** A defect of this service; the log has its stack trace. */
    INTERNAL_ERROR("internal-error");

    private final String word;

    DeadLetterReason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
