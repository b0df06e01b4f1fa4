package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.SequenceNumber;

/** Messages that arrived ahead of their turn, in order of arrival, as they came. */
public record HeldMessages(List<WaitingMessage> inArrivalOrder) {
    public static final HeldMessages NONE = new HeldMessages(List.of());

    /** The most bytes that wait per edge node. */
    public static final long MOST_BYTES = 8L << 20;

    public HeldMessages {
        inArrivalOrder = List.copyOf(inArrivalOrder);
    }

    public boolean isEmpty() {
        return inArrivalOrder.isEmpty();
    }

    public int size() {
        return inArrivalOrder.size();
    }

    /** Of their topics and payloads. */
    public long bytes() {
        long bytes = 0;
        for (WaitingMessage held : inArrivalOrder) {
            bytes += held.size();
        }
        return bytes;
    }

    /** Whether these are more than may wait. */
    boolean exceeds(int limit) {
        return size() > limit || bytes() > MOST_BYTES;
    }

    public WaitingMessage oldest() {
        return inArrivalOrder.getFirst();
    }

    public HeldMessages with(WaitingMessage message) {
        List<WaitingMessage> all = new ArrayList<>(size() + 1);
        all.addAll(inArrivalOrder);
        all.add(message);
        return new HeldMessages(all);
    }

    public HeldMessages without(WaitingMessage message) {
        List<WaitingMessage> rest = new ArrayList<>(size());
        for (WaitingMessage held : inArrivalOrder) {
            if (held != message) {
                rest.add(held);
            }
        }
        return new HeldMessages(rest);
    }

    /** The first that arrived with this number; where the sequence has wrapped, the others wait for their turn. */
    public Optional<WaitingMessage> withSeq(int seq) {
        for (WaitingMessage held : inArrivalOrder) {
            if (held.seq() == seq) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** The message that comes next after the gap at {@code expected}. There is one. */
    public WaitingMessage nearest(int expected) {
        WaitingMessage nearest = oldest();
        for (WaitingMessage held : inArrivalOrder) {
            if (SequenceNumber.distance(expected, held.seq()) < SequenceNumber.distance(expected, nearest.seq())) {
                nearest = held;
            }
        }
        return nearest;
    }
}
