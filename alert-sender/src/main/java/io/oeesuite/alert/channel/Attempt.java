package io.oeesuite.alert.channel;

/** How an attempt to tell something ended. Reasons are for people and hold no secret. */
public sealed interface Attempt {
    /**
     * The receiver has it.
     *
     * @param remark which of several receivers have not; empty when all have
     */
    record Told(String remark) implements Attempt {
        Told() {
            this("");
        }
    }

    /** Perhaps later. */
    record NotNow(String reason) implements Attempt {}

    /** Never: the receiver does not take it. */
    record Refused(String reason) implements Attempt {}
}
