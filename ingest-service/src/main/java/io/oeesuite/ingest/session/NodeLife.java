package io.oeesuite.ingest.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import io.oeesuite.contracts.Birth;

/** NBIRTH and NDEATH. The states of a session are drawn at {@link Session}. */
final class NodeLife {
    private static final String NODE = "";

    private NodeLife() {}

    /** An NBIRTH begins a session: the sequence begins at its seq, all aliases of before are void, and every device has to be born again. */
    static void born(Turn turn, SparkplugMessage nbirth) {
        Births.read(turn, nbirth, nbirth.bdSeq()).ifPresent(birth -> born(turn, nbirth, birth));
    }

    private static void born(Turn turn, SparkplugMessage nbirth, Birth birth) {
        Optional<Session> before = turn.state().session();
        if (before.filter(current -> wasOvertaken(turn, nbirth, current)).isPresent()) {
            bornBeforeCurrent(turn, nbirth, birth);
            return;
        }
        if (before.isPresent()) {
            close(turn, before.get(), nbirth);
            begin(turn, nbirth, birth);
            MessageOrder.releaseInOrder(turn);
        } else {
            MessageOrder.abandon(turn, held -> !held.origin().mayHaveOvertaken(nbirth.origin()));
            begin(turn, nbirth, birth);
            MessageOrder.releaseInOrder(turn);
            MessageOrder.abandon(turn, held -> held.timeMs() < nbirth.timeMs());
        }
        applyDeathThatCameFirst(turn, nbirth);
    }

    /** An NDEATH ends the session whose bdSeq it has, and no other: it may be the late will of an older one. */
    static void died(Turn turn, SparkplugMessage ndeath) {
        OptionalInt bdSeq = ndeath.bdSeq();
        Optional<Session> session = turn.state().session().filter(current -> current.isEndedBy(bdSeq));
        if (session.isPresent()) {
            endOnce(turn, session.get(), ndeath.origin());
            return;
        }
        if (bdSeq.isEmpty()) {
            turn.deadLetter(ndeath, DeadLetterReason.MALFORMED_PAYLOAD, "NDEATH without bdSeq");
            return;
        }
        turn.become(
                turn.state().withUnmatchedDeath(Optional.of(new UnmatchedDeath(bdSeq.getAsInt(), ndeath.origin()))));
        turn.say(new Outcome.Ignored("will-of-another-session"));
    }

    /** A device that was online before the NBIRTH and is not born again is offline since that NBIRTH. */
    static void giveUpAwaitedDevices(Turn turn, long atMs) {
        Session session = turn.session();
        endAwaitedDevices(turn, session, session.birth().decidedAt(atMs));
        turn.become(turn.state().with(session.withDevicesAwaited(false)));
    }

    private static boolean wasOvertaken(Turn turn, SparkplugMessage nbirth, Session current) {
        long after = nbirth.appendTimeMs() - current.birth().appendTimeMs();
        return nbirth.origin().mayHaveOvertaken(current.birth())
                && nbirth.timeMs() < current.birthTimeMs()
                && after <= turn.rules().reorderTimeout().toMillis();
    }

    /** The NBIRTH of a session that is over already: what it says was so, and its stragglers are read by it. */
    private static void bornBeforeCurrent(Turn turn, SparkplugMessage nbirth, Birth birth) {
        long id = nbirth.origin().offset();
        turn.say(Births.event(nbirth, birth, nbirth.bdSeq()), nbirth);
        turn.say(new Outcome.BirthDeclared(birth, id, false));
        BornSource source = new BornSource(DeclaredMetrics.of(birth), id, true, nbirth.timeMs());
        turn.become(turn.state()
                .withPrevious(new PreviousSession(
                        id,
                        nbirth.bdSeq(),
                        Map.of(NODE, source),
                        SequenceTrack.after(nbirth.seq()),
                        turn.session().birth().appendTimeMs())));
    }

    private static void close(Turn turn, Session current, SparkplugMessage nbirth) {
        MessageOrder.releaseOlderThan(turn, nbirth);
        endAwaitedDevices(turn, current, nbirth.origin());
        Map<String, BornSource> declared = new HashMap<>();
        turn.state().sources().forEach((device, source) -> {
            if (source.session() == current.id()) {
                declared.put(device, source);
            }
        });
        turn.become(turn.state()
                .withPrevious(new PreviousSession(
                        current.id(), current.bdSeq(), declared, turn.session().track(), nbirth.appendTimeMs())));
    }

    private static void begin(Turn turn, SparkplugMessage nbirth, Birth birth) {
        long id = nbirth.origin().offset();
        boolean awaited = turn.state().sources().entrySet().stream()
                .anyMatch(source ->
                        !source.getKey().equals(NODE) && source.getValue().online());
        Session session = new Session(
                nbirth.origin(),
                nbirth.bdSeq(),
                nbirth.timeMs(),
                SequenceTrack.after(nbirth.seq()),
                Optional.empty(),
                awaited);
        turn.say(new Outcome.BirthDeclared(birth, id, true));
        turn.say(Births.event(nbirth, birth, nbirth.bdSeq()), nbirth);
        turn.become(turn.state()
                .with(session)
                .withSource(NODE, new BornSource(DeclaredMetrics.of(birth), id, true, nbirth.timeMs()))
                .with(turn.state().rebirths().satisfied()));
        turn.say(new Outcome.SessionOpened(id));
    }

    private static void applyDeathThatCameFirst(Turn turn, SparkplugMessage nbirth) {
        Optional<UnmatchedDeath> death = turn.state().unmatchedDeath();
        turn.become(turn.state().withUnmatchedDeath(Optional.empty()));
        death.filter(came -> turn.session().isEndedBy(OptionalInt.of(came.bdSeq())))
                .filter(came -> came.origin().mayHaveOvertaken(nbirth.origin()))
                .filter(came -> nbirth.appendTimeMs() - came.origin().appendTimeMs()
                        <= turn.rules().reorderTimeout().toMillis())
                .ifPresent(came -> endOnce(turn, turn.session(), came.origin().decidedAt(nbirth.appendTimeMs())));
    }

    /** The edge node and its devices are offline from the host's time of receipt on; all their metrics are stale. */
    private static void endOnce(Turn turn, Session session, Origin death) {
        if (!session.alive()) {
            turn.say(new Outcome.Ignored("node-already-offline"));
            return;
        }
        endAwaitedDevices(turn, session, death);
        new TreeMap<>(turn.state().sources()).forEach((device, source) -> {
            if (source.online()) {
                end(turn, session, device, source, death, death.receiveTimeMs());
            }
        });
        turn.become(turn.state()
                .with(session.ended(death))
                .with(turn.state().rebirths().satisfied()));
    }

    private static void endAwaitedDevices(Turn turn, Session session, Origin occasion) {
        new TreeMap<>(turn.state().sources()).forEach((device, source) -> {
            if (source.online() && source.session() != session.id()) {
                end(turn, session, device, source, occasion, session.birthTimeMs());
            }
        });
    }

    private static void end(
            Turn turn, Session session, String device, BornSource source, Origin occasion, long sinceMs) {
        turn.say(new Outcome.EventHappened(
                MachineEvents.death(turn.node(), device, occasion, session.bdSeq(), sinceMs), Optional.empty()));
        turn.say(new Outcome.WentOffline(device, source.session(), sinceMs));
        turn.become(turn.state().withSource(device, source.offline(sinceMs)));
    }
}
