package io.oeesuite.ingest.session.stream;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.BornSource;
import io.oeesuite.ingest.session.HeldMessages;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.Origin;
import io.oeesuite.ingest.session.PreviousSession;
import io.oeesuite.ingest.session.RawMessage;
import io.oeesuite.ingest.session.RebirthLimit;
import io.oeesuite.ingest.session.SequenceTrack;
import io.oeesuite.ingest.session.Session;
import io.oeesuite.ingest.session.UnmatchedDeath;
import io.oeesuite.sparkplug.Bytes;

/** Writes and reads what is stored of an edge node; births and held messages have records of their own. */
final class StoredState {
    private StoredState() {}

    static StoredNode write(NodeState state, int nextSlot) {
        StoredNode.Builder node = StoredNode.newBuilder().setNextSlot(nextSlot);
        state.session().ifPresent(session -> node.setSession(write(session)));
        state.previous().ifPresent(previous -> node.setPrevious(write(previous)));
        state.rebirths().lastMs().ifPresent(node::setLastRebirthMs);
        state.rebirths().waiting().ifPresent(request -> node.setWaitingRebirth(request.toByteString()));
        state.unmatchedDeath()
                .ifPresent(death -> node.setUnmatchedDeath(
                        StoredDeath.newBuilder().setBdSeq(death.bdSeq()).setOrigin(write(death.origin()))));
        return node.build();
    }

    /**
     * @param sources the last birth of the edge node and of each device
     * @param previousSources the births of the previous session
     */
    static NodeState read(
            StoredNode node,
            Map<String, BornSource> sources,
            Map<String, BornSource> previousSources,
            HeldMessages held)
            throws InvalidProtocolBufferException {
        Optional<RebirthRequest> waiting = node.hasWaitingRebirth()
                ? Optional.of(RebirthRequest.parseFrom(node.getWaitingRebirth()))
                : Optional.empty();
        OptionalLong lastRebirth =
                node.hasLastRebirthMs() ? OptionalLong.of(node.getLastRebirthMs()) : OptionalLong.empty();
        return new NodeState(
                node.hasSession() ? Optional.of(read(node.getSession())) : Optional.empty(),
                node.hasPrevious() ? Optional.of(read(node.getPrevious(), previousSources)) : Optional.empty(),
                sources,
                held,
                new RebirthLimit(lastRebirth, waiting),
                node.hasUnmatchedDeath() ? Optional.of(read(node.getUnmatchedDeath())) : Optional.empty());
    }

    /** The time that the log had certainly reached when this was stored, milliseconds since 1970 UTC. */
    static long reachedMs(StoredNode node) {
        return LongStream.of(
                        node.getSession().getBirth().getAppendTimeMs(),
                        node.getSession().getEnd().getAppendTimeMs(),
                        node.getPrevious().getOverAppendMs(),
                        node.getUnmatchedDeath().getOrigin().getAppendTimeMs(),
                        node.getLastRebirthMs())
                .max()
                .orElseThrow();
    }

    static StoredMessage write(RawMessage message) {
        StoredMessage.Builder stored = StoredMessage.newBuilder()
                .setMqttTopic(message.mqttTopic())
                .setPayload(ByteString.copyFrom(message.payload().toArray()))
                .setOrigin(write(message.origin()));
        message.traceParent().ifPresent(stored::setTraceParent);
        return stored.build();
    }

    static RawMessage read(StoredMessage stored) {
        return new RawMessage(
                stored.getMqttTopic(),
                Bytes.of(stored.getPayload().toByteArray()),
                false,
                false,
                read(stored.getOrigin()),
                stored.hasTraceParent() ? Optional.of(stored.getTraceParent()) : Optional.empty());
    }

    private static StoredSession write(Session session) {
        StoredSession.Builder stored = StoredSession.newBuilder()
                .setBirth(write(session.birth()))
                .setBirthTimeMs(session.birthTimeMs())
                .setTrack(write(session.track()))
                .setDevicesAwaited(session.devicesAwaited());
        session.bdSeq().ifPresent(stored::setBdSeq);
        session.end().ifPresent(ndeath -> stored.setEnd(write(ndeath)));
        return stored.build();
    }

    private static Session read(StoredSession stored) {
        return new Session(
                read(stored.getBirth()),
                stored.hasBdSeq() ? OptionalInt.of(stored.getBdSeq()) : OptionalInt.empty(),
                stored.getBirthTimeMs(),
                read(stored.getTrack()),
                stored.hasEnd() ? Optional.of(read(stored.getEnd())) : Optional.empty(),
                stored.getDevicesAwaited());
    }

    private static StoredPreviousSession write(PreviousSession previous) {
        StoredPreviousSession.Builder stored = StoredPreviousSession.newBuilder()
                .setId(previous.id())
                .setTrack(write(previous.track()))
                .setOverAppendMs(previous.overAppendMs());
        previous.bdSeq().ifPresent(stored::setBdSeq);
        return stored.build();
    }

    private static PreviousSession read(StoredPreviousSession stored, Map<String, BornSource> sources) {
        return new PreviousSession(
                stored.getId(),
                stored.hasBdSeq() ? OptionalInt.of(stored.getBdSeq()) : OptionalInt.empty(),
                sources,
                read(stored.getTrack()),
                stored.getOverAppendMs());
    }

    private static StoredTrack write(SequenceTrack track) {
        StoredTrack.Builder stored = StoredTrack.newBuilder().setExpectedSeq(track.expected());
        if (track.missing().signum() != 0) {
            stored.setMissingSeqs(ByteString.copyFrom(track.missing().toByteArray()));
        }
        return stored.build();
    }

    private static SequenceTrack read(StoredTrack stored) {
        BigInteger missing = stored.getMissingSeqs().isEmpty()
                ? BigInteger.ZERO
                : new BigInteger(stored.getMissingSeqs().toByteArray());
        return new SequenceTrack(stored.getExpectedSeq(), missing);
    }

    private static UnmatchedDeath read(StoredDeath stored) {
        return new UnmatchedDeath(stored.getBdSeq(), read(stored.getOrigin()));
    }

    private static StoredOrigin write(Origin origin) {
        return StoredOrigin.newBuilder()
                .setLane(origin.lane())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setReceiveTimeMs(origin.receiveTimeMs())
                .setAppendTimeMs(origin.appendTimeMs())
                .build();
    }

    private static Origin read(StoredOrigin stored) {
        return new Origin(
                stored.getLane(),
                stored.getPartition(),
                stored.getOffset(),
                stored.getReceiveTimeMs(),
                stored.getAppendTimeMs());
    }
}
