package io.oeesuite.ingest.session;

import java.util.Optional;

/**
 * The session rules of Sparkplug's host side for one edge node, as a pure function of its state and of what arrives. The only clock is the append time of the
 * raw log, so that the same log gives the same outcomes whenever and wherever it is read.
 *
 * <p>Each message is given once; telling duplicates is somebody else's business.
 */
public final class EdgeNodeSession {
    private final SessionRules rules;
    private final RawMessageReader reader;

    /** @param reader opens messages when their turn has come */
    public EdgeNodeSession(SessionRules rules, RawMessageReader reader) {
        this.rules = rules;
        this.reader = reader;
    }

    /** The birth or death of the edge node has arrived. Whatever was due before is done first. */
    public Step receive(NodeState before, SparkplugMessage message) {
        Turn turn = new Turn(message.edgeNode(), rules, reader, before);
        doWhatIsDue(turn, message.appendTimeMs());
        switch (message.topic().type()) {
            case NBIRTH -> NodeLife.born(turn, message);
            case NDEATH -> NodeLife.died(turn, message);
            case NDATA, DBIRTH, DDATA, DDEATH, NCMD, DCMD ->
                throw new IllegalArgumentException(message.topic().type() + " neither begins nor ends a session");
        }
        return turn.taken();
    }

    /** A message of the sequence has arrived. Whatever was due before is done first. */
    public Step receive(NodeState before, WaitingMessage message) {
        Turn turn = new Turn(message.edgeNode(), rules, reader, before);
        doWhatIsDue(turn, message.appendTimeMs());
        MessageOrder.arrived(turn, message);
        return turn.taken();
    }

    /** The log has reached the time, milliseconds since 1970 UTC, without a message of this edge node. */
    public Step timePassed(EdgeNodeId node, NodeState before, long nowMs) {
        Turn turn = new Turn(node, rules, reader, before);
        doWhatIsDue(turn, nowMs);
        return turn.taken();
    }

    /** What will have to be done if nothing arrives, and when. */
    public Optional<Deadline> nextDeadline(NodeState state) {
        return Deadline.next(state, rules);
    }

    /** What is due at a time is done as soon as the log is past that time: whatever is appended at that very time is in time. */
    private void doWhatIsDue(Turn turn, long nowMs) {
        Optional<Deadline> due = Deadline.next(turn.state(), rules);
        while (due.isPresent() && due.get().atMs() < nowMs) {
            long atMs = due.get().atMs();
            switch (due.get().what()) {
                case REORDER_TIMEOUT -> MessageOrder.giveUpOldest(turn, atMs);
                case REBIRTH_INTERVAL -> turn.sendWaitingRebirth(atMs);
                case DEVICE_REBIRTH_GRACE -> NodeLife.giveUpAwaitedDevices(turn, atMs);
            }
            due = Deadline.next(turn.state(), rules);
        }
    }
}
