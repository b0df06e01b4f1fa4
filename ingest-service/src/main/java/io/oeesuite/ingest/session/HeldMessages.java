package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.SequenceNumber;

/** Messages that arrived ahead of their turn, in order of arrival. */
public record HeldMessages(List<SparkplugMessage> inArrivalOrder) {
    public static final HeldMessages NONE = new HeldMessages(List.of());

    public HeldMessages {
        inArrivalOrder = List.copyOf(inArrivalOrder);
    }

    public boolean isEmpty() {
        return inArrivalOrder.isEmpty();
    }

    public int size() {
        return inArrivalOrder.size();
    }

    public SparkplugMessage oldest() {
        return inArrivalOrder.getFirst();
    }

    public HeldMessages with(SparkplugMessage message) {
        List<SparkplugMessage> all = new ArrayList<>(size() + 1);
        all.addAll(inArrivalOrder);
        all.add(message);
        return new HeldMessages(all);
    }

    public HeldMessages without(SparkplugMessage message) {
        List<SparkplugMessage> rest = new ArrayList<>(size());
        for (SparkplugMessage held : inArrivalOrder) {
            if (held != message) {
                rest.add(held);
            }
        }
        return new HeldMessages(rest);
    }

    /** The first that arrived with this number; where the sequence has wrapped, the others wait for their turn. */
    public Optional<SparkplugMessage> withSeq(int seq) {
        for (SparkplugMessage held : inArrivalOrder) {
            if (held.seq() == seq) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** The message that comes next after the gap at {@code expected}. There is one. */
    public SparkplugMessage nearest(int expected) {
        SparkplugMessage nearest = oldest();
        for (SparkplugMessage held : inArrivalOrder) {
            if (SequenceNumber.distance(expected, held.seq()) < SequenceNumber.distance(expected, nearest.seq())) {
                nearest = held;
            }
        }
        return nearest;
    }
}
