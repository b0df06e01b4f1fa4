package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.sparkplug.MalformedPayloadException;

/** One step while it is being taken. */
final class Turn {
    /** The most bytes of data events in one step: of all that waited with a message, and far more than an edge node that means well needs. */
    static final long MOST_EVENT_BYTES = 128L << 20;

    private final EdgeNodeId node;
    private final SessionRules rules;
    private final RawMessageReader reader;
    private final List<Outcome> outcomes = new ArrayList<>(2);
    private NodeState state;
    private long eventBytes;

    Turn(EdgeNodeId node, SessionRules rules, RawMessageReader reader, NodeState before) {
        this.node = node;
        this.rules = rules;
        this.reader = reader;
        this.state = before;
    }

    EdgeNodeId node() {
        return node;
    }

    SessionRules rules() {
        return rules;
    }

    NodeState state() {
        return state;
    }

    void become(NodeState next) {
        state = next;
    }

    /** The current session. There is one. */
    Session session() {
        return state.session().orElseThrow();
    }

    void say(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Whether an event of so many more bytes may be said. */
    boolean hasRoomFor(long bytes) {
        return eventBytes + bytes <= MOST_EVENT_BYTES;
    }

    void say(MachineEvent event, SparkplugMessage from) {
        eventBytes += event.getSerializedSize();
        outcomes.add(new Outcome.EventHappened(event, from.raw().traceParent()));
    }

    void deadLetter(SparkplugMessage message, DeadLetterReason reason, String detail) {
        deadLetter(message.raw(), reason, detail);
    }

    void deadLetter(RawMessage message, DeadLetterReason reason, String detail) {
        outcomes.add(new Outcome.DeadLettered(message, reason, detail));
    }

    /** All of a message whose turn has come; empty when it is malformed, which is then said. */
    Optional<SparkplugMessage> open(WaitingMessage message) {
        try {
            return Optional.of(reader.open(message));
        } catch (MalformedPayloadException malformed) {
            deadLetter(message.raw(), DeadLetterReason.MALFORMED_PAYLOAD, malformed.getMessage());
            return Optional.empty();
        }
    }

    void requestRebirth(RebirthCause cause, String detail, Origin occasion, long atMs) {
        RebirthRequest request = RebirthRequest.newBuilder()
                .setGroup(node.group())
                .setNode(node.node())
                .setCause(cause)
                .setDetail(detail)
                .setTimeMs(atMs)
                .setSource(occasion.position())
                .build();
        RebirthLimit limit = state.rebirths();
        if (!limit.allows(atMs, rules.rebirthInterval().toMillis())) {
            state = state.with(limit.waitingFor(request));
            return;
        }
        outcomes.add(new Outcome.RebirthNeeded(request));
        state = state.with(limit.sent(atMs));
    }

    /** The time of a request that came too early has come. */
    void sendWaitingRebirth(long atMs) {
        Optional<RebirthRequest> waiting = state.rebirths().waiting();
        waiting.ifPresent(request -> outcomes.add(
                new Outcome.RebirthNeeded(request.toBuilder().setTimeMs(atMs).build())));
        state = state.with(state.rebirths().sent(atMs));
    }

    Step taken() {
        return new Step(state, outcomes);
    }
}
