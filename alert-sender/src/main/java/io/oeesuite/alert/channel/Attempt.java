package io.oeesuite.alert.channel;

/** How an attempt to tell something ended. Reasons are for people and hold no secret. */
public sealed interface Attempt {
    /** The receiver has it. */
    record Told() implements Attempt {}

    /** Perhaps later. */
    record NotNow(String reason) implements Attempt {}

    /** Never: the receiver does not take it. */
    record Refused(String reason) implements Attempt {}
}
