package io.oeesuite.sparkplug;

/** The topic is none that Sparkplug B allows. Expected from outside, hence checked and without a stack trace. */
public final class MalformedTopicException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What rule the topic breaks. */
    public enum Reason {
        /** Does not begin with {@code spBv1.0/}. */
        WRONG_NAMESPACE,
        /** Too few or too many levels. */
        WRONG_LEVEL_COUNT,
        UNKNOWN_MESSAGE_TYPE,
        /** A D… message without a device id. */
        DEVICE_MISSING,
        /** An N… message with a device id. */
        DEVICE_FORBIDDEN,
        /** An id is empty, not UTF-8, or contains a reserved character. */
        INVALID_ID
    }

    private final Reason reason;
    private final int level;

    MalformedTopicException(Reason reason, int level, String topic, String detail) {
        super("topic \"" + topic + "\", level " + level + ": " + detail, null, false, false);
        this.reason = reason;
        this.level = level;
    }

    public Reason reason() {
        return reason;
    }

    /** The level of the topic at fault, counted from 0. */
    public int level() {
        return level;
    }
}
