package io.oeesuite.ingest.session;

import java.util.Optional;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthRequest;

/** What came of a message, or of time passing. In order. */
public sealed interface Outcome {

    /**
     * Something to say about a machine.
     *
     * @param traceParent the W3C trace context of the message that said it
     */
    record EventHappened(MachineEvent event, Optional<String> traceParent) implements Outcome {}

    /**
     * An edge node or device has declared its metrics.
     *
     * @param session the session it did so in: the raw offset of the NBIRTH
     * @param current false when a later session has begun already: to be remembered, not to be published
     */
    record BirthDeclared(Birth birth, long session, boolean current) implements Outcome {}

    /**
     * The edge node (device = "") or one of its devices is offline from now on.
     *
     * @param session the session in which it was born
     */
    record WentOffline(String device, long session, long sinceMs) implements Outcome {}

    /** The births remembered of older sessions are no longer needed, those of the two named ones and of online devices excepted. */
    record SessionOpened(long session) implements Outcome {}

    /** The edge node must be asked for new births. */
    record RebirthNeeded(RebirthRequest request) implements Outcome {}

    /** The message, or part of it, could not be used. */
    record DeadLettered(RawMessage message, DeadLetterReason reason, String detail) implements Outcome {}

    /** Kept until the messages before it arrive or the reorder timeout has passed. */
    record Held(WaitingMessage message) implements Outcome {}

    /** No longer kept. */
    record Released(WaitingMessage message) implements Outcome {}

    /** Heard, and nothing to do. */
    record Ignored(String why) implements Outcome {}
}
