package io.oeesuite.ingest.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.EventKind;

/** DBIRTH and DDEATH. The states of a device are drawn at {@link BornSource}. */
final class DeviceLife {
    private static final Outcome ALREADY_OFFLINE = new Outcome.Ignored("device-already-offline");

    private DeviceLife() {}

    /** A device is online from its DBIRTH on, and its metrics are those that it declares, and no others. */
    static void born(Turn turn, SparkplugMessage message, boolean late) {
        Session session = turn.session();
        Optional<Birth> read = Births.read(turn, message, session.bdSeq());
        if (read.isEmpty()) {
            return;
        }
        Birth birth = read.get();
        turn.say(Births.event(message, birth, session.bdSeq()), message);
        if (late && isOutdated(turn, message)) {
            return;
        }
        declare(turn, birth, session.id());
        session.end().ifPresent(ndeath -> dieWithNode(turn, message.device(), ndeath));
    }

    /** A device is offline from the time of its DDEATH on. One that is offline already stays so since then. */
    static void died(Turn turn, SparkplugMessage message, boolean late) {
        BornSource known = turn.state().sources().get(message.device());
        if (known == null || !known.online()) {
            turn.say(ALREADY_OFFLINE);
            return;
        }
        sayDeath(turn, message, turn.session().bdSeq());
        if (!(late && isOutdated(turn, message))) {
            goOffline(turn, message.device(), known, message.timeMs());
        }
    }

    /** A DBIRTH that the next NBIRTH has overtaken: the device was online and has to be born again. */
    static void bornInPrevious(Turn turn, SparkplugMessage message, PreviousSession previous) {
        Optional<Birth> read = Births.read(turn, message, previous.bdSeq());
        if (read.isEmpty()) {
            return;
        }
        Birth birth = read.get();
        turn.say(Births.event(message, birth, previous.bdSeq()), message);
        turn.become(turn.state().withPrevious(previous.withSource(message.device(), online(birth, previous.id()))));
        BornSource known = turn.state().sources().get(message.device());
        boolean bornSince = known != null && known.session() == turn.session().id();
        if (bornSince || !turn.session().alive()) {
            turn.say(new Outcome.BirthDeclared(birth, previous.id(), false));
            return;
        }
        declare(turn, birth, previous.id());
    }

    /** A DDEATH that the next NBIRTH has overtaken. */
    static void diedInPrevious(Turn turn, SparkplugMessage message, PreviousSession previous) {
        BornSource known = turn.state().sources().get(message.device());
        if (known == null || !known.online()) {
            turn.say(ALREADY_OFFLINE);
            return;
        }
        sayDeath(turn, message, previous.bdSeq());
        if (known.session() != turn.session().id()) {
            goOffline(turn, message.device(), known, message.timeMs());
        }
    }

    /** True when the device has been born or has died again after the message was made. */
    private static boolean isOutdated(Turn turn, SparkplugMessage message) {
        BornSource known = turn.state().sources().get(message.device());
        return known != null && known.session() == turn.session().id() && known.sinceMs() > message.timeMs();
    }

    private static void declare(Turn turn, Birth birth, long sessionId) {
        turn.say(new Outcome.BirthDeclared(birth, sessionId, true));
        turn.become(turn.state().withSource(birth.getDevice(), online(birth, sessionId)));
        refreshAwaited(turn);
    }

    /** The NDEATH was faster than the DBIRTH. */
    private static void dieWithNode(Turn turn, String device, Origin ndeath) {
        turn.say(new Outcome.EventHappened(
                MachineEvents.death(turn.node(), device, ndeath, turn.session().bdSeq(), ndeath.receiveTimeMs()),
                Optional.empty()));
        goOffline(turn, device, turn.state().sources().get(device), ndeath.receiveTimeMs());
    }

    private static BornSource online(Birth birth, long sessionId) {
        return new BornSource(DeclaredMetrics.of(birth), sessionId, true, birth.getSinceMs());
    }

    private static void sayDeath(Turn turn, SparkplugMessage message, OptionalInt bdSeq) {
        turn.say(MachineEvents.of(message, EventKind.EVENT_KIND_DEATH, bdSeq, List.of()), message);
    }

    private static void goOffline(Turn turn, String device, BornSource known, long sinceMs) {
        turn.say(new Outcome.WentOffline(device, known.session(), sinceMs));
        turn.become(turn.state().withSource(device, known.offline(sinceMs)));
        refreshAwaited(turn);
    }

    private static void refreshAwaited(Turn turn) {
        Session session = turn.session();
        boolean awaited = turn.state().sources().values().stream()
                .anyMatch(source -> source.online() && source.session() != session.id());
        turn.become(turn.state().with(session.withDevicesAwaited(awaited)));
    }
}
