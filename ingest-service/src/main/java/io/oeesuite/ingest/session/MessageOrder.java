package io.oeesuite.ingest.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.oeesuite.contracts.RebirthCause;

/**
 * Puts the messages that carry a sequence number in order.
 *
 * <pre>
 *                     +-- expected ----------------------------> used, and those held behind it
 *   message of seq s -+-- given up before, now here -----------> used at once
 *                     +-- overtaken by the NBIRTH just had ----> used by the births of the session before
 *                     +-- else: held --+-- its turn comes -----> used
 *                                      +-- timeout ------------> rebirth requested; the gap is given up, then used
 *                                      +-- timeout, no session-> rebirth requested; dead letter
 * </pre>
 */
final class MessageOrder {
    private MessageOrder() {}

    static void arrived(Turn turn, WaitingMessage message) {
        Optional<Session> known = turn.state().session();
        if (known.isEmpty()) {
            hold(turn, message);
            return;
        }
        Session session = known.get();
        Optional<PreviousSession> overtaken = overtakenSession(turn, session, message);
        if (overtaken.isPresent()) {
            applyToPrevious(turn, message, overtaken.get());
            return;
        }
        if (session.track().isNext(message.seq()) && continues(turn, session, message)) {
            use(turn, message);
            releaseInOrder(turn);
            return;
        }
        if (session.track().isLate(message.seq())) {
            turn.become(turn.state().with(session.with(session.track().arrivedLate(message.seq()))));
            apply(turn, message, true);
            return;
        }
        hold(turn, message);
    }

    /** Held messages go on in order as soon as what they waited for is there. */
    static void releaseInOrder(Turn turn) {
        while (!turn.state().held().isEmpty()) {
            Session session = turn.session();
            Optional<WaitingMessage> next =
                    turn.state().held().withSeq(session.track().expected());
            if (next.isEmpty() || !continues(turn, session, next.get())) {
                return;
            }
            release(turn, next.get());
            use(turn, next.get());
        }
    }

    /** What is held and older than the NBIRTH goes on in order, by the session that is about to end. Its gaps need no rebirth any more. */
    static void releaseOlderThan(Turn turn, SparkplugMessage nbirth) {
        List<WaitingMessage> older = turn.state().held().inArrivalOrder().stream()
                .filter(held -> !held.origin().mayHaveOvertaken(nbirth.origin()) || held.timeMs() < nbirth.timeMs())
                .toList();
        HeldMessages waiting = new HeldMessages(older);
        while (!waiting.isEmpty()) {
            WaitingMessage next = waiting.nearest(turn.session().track().expected());
            waiting = waiting.without(next);
            release(turn, next);
            skipTo(turn, next);
            use(turn, next);
        }
    }

    /** What is held and belongs to no session known comes to nothing. */
    static void abandon(Turn turn, Predicate<WaitingMessage> lost) {
        for (WaitingMessage held : turn.state().held().inArrivalOrder()) {
            if (lost.test(held)) {
                release(turn, held);
                turn.deadLetter(
                        held.raw(),
                        DeadLetterReason.DATA_BEFORE_BIRTH,
                        held.topic().type() + " before NBIRTH");
            }
        }
    }

    /** A message waits at most the reorder timeout. Then the gap before it is given up, or, without a session, the message itself. */
    static void giveUpOldest(Turn turn, long atMs) {
        WaitingMessage oldest = turn.state().held().oldest();
        Optional<Session> session = turn.state().session();
        if (session.isPresent() && session.get().alive()) {
            giveUpGap(turn, session.get(), oldest, atMs);
            return;
        }
        release(turn, oldest);
        if (session.isPresent() && arrivedBeforeEnd(session.get(), oldest)) {
            apply(turn, oldest, true);
            return;
        }
        String detail = oldest.topic().type() + (session.isPresent() ? " after NDEATH" : " before NBIRTH");
        turn.deadLetter(oldest.raw(), DeadLetterReason.DATA_BEFORE_BIRTH, detail);
        turn.requestRebirth(RebirthCause.REBIRTH_CAUSE_DATA_BEFORE_BIRTH, detail, oldest.origin(), atMs);
    }

    private static void giveUpGap(Turn turn, Session session, WaitingMessage oldest, long atMs) {
        int expected = session.track().expected();
        WaitingMessage next = turn.state().held().nearest(expected);
        String detail = "seq " + expected + " expected, " + next.seq() + " received, " + (atMs - oldest.appendTimeMs())
                + " ms waited";
        turn.requestRebirth(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP, detail, next.origin(), atMs);
        release(turn, next);
        skipTo(turn, next);
        use(turn, next);
        releaseInOrder(turn);
    }

    private static void hold(Turn turn, WaitingMessage message) {
        turn.become(turn.state().with(turn.state().held().with(message)));
        turn.say(new Outcome.Held(message));
        while (turn.state().held().exceeds(turn.rules().heldLimit())) {
            giveUpOldest(turn, message.appendTimeMs());
        }
    }

    private static void release(Turn turn, WaitingMessage message) {
        turn.become(turn.state().with(turn.state().held().without(message)));
        turn.say(new Outcome.Released(message));
    }

    private static void skipTo(Turn turn, WaitingMessage message) {
        Session session = turn.session();
        turn.become(turn.state().with(session.with(session.track().skipTo(message.seq()))));
    }

    /** The expected message is used up. */
    private static void use(Turn turn, WaitingMessage message) {
        Session session = turn.session();
        turn.become(turn.state().with(session.with(session.track().next())));
        apply(turn, message, !session.alive());
    }

    /** An ended session takes only what its NDEATH has overtaken. */
    private static boolean continues(Turn turn, Session session, WaitingMessage message) {
        return session.alive() || arrivedBeforeEnd(session, message) || wasOnTheWay(turn, session, message);
    }

    private static boolean wasOnTheWay(Turn turn, Session session, WaitingMessage message) {
        Origin end = session.end().orElseThrow();
        return message.origin().mayHaveOvertaken(end)
                && message.appendTimeMs() - end.appendTimeMs()
                        <= turn.rules().reorderTimeout().toMillis();
    }

    private static boolean arrivedBeforeEnd(Session session, WaitingMessage message) {
        return message.origin().offset() < session.end().orElseThrow().offset();
    }

    private static Optional<PreviousSession> overtakenSession(Turn turn, Session session, WaitingMessage message) {
        if (message.timeMs() >= session.birthTimeMs() || !message.origin().mayHaveOvertaken(session.birth())) {
            return Optional.empty();
        }
        long stillOnTheWay = turn.rules().reorderTimeout().toMillis();
        return turn.state()
                .previous()
                .filter(previous -> previous.mayLack(message.seq()))
                .filter(previous -> message.appendTimeMs() - previous.overAppendMs() <= stillOnTheWay);
    }

    private static void apply(Turn turn, WaitingMessage waiting, boolean late) {
        turn.open(waiting).ifPresent(message -> apply(turn, message, late));
    }

    private static void apply(Turn turn, SparkplugMessage message, boolean late) {
        switch (message.topic().type()) {
            case NDATA, DDATA -> DataFacts.tell(turn, message, late);
            case DBIRTH -> DeviceLife.born(turn, message, late);
            case DDEATH -> DeviceLife.died(turn, message, late);
            case NBIRTH, NDEATH, NCMD, DCMD ->
                throw new IllegalArgumentException(message.topic().type() + " has no place in the sequence");
        }
    }

    private static void applyToPrevious(Turn turn, WaitingMessage waiting, PreviousSession previous) {
        turn.open(waiting).ifPresent(message -> applyToPrevious(turn, message, previous));
    }

    private static void applyToPrevious(Turn turn, SparkplugMessage message, PreviousSession previous) {
        switch (message.topic().type()) {
            case NDATA, DDATA -> DataFacts.tellOfPrevious(turn, message, previous);
            case DBIRTH -> DeviceLife.bornInPrevious(turn, message, previous);
            case DDEATH -> DeviceLife.diedInPrevious(turn, message, previous);
            case NBIRTH, NDEATH, NCMD, DCMD ->
                throw new IllegalArgumentException(message.topic().type() + " has no place in the sequence");
        }
    }
}
