package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The payload of every message but STATE.
 *
 * @param timestamp when the message was made, milliseconds since 1970 UTC, not negative
 * @param seq 0..255
 * @param body bytes of the application's own; empty where there are none
 */
public record Payload(
        OptionalLong timestamp, List<Metric> metrics, OptionalInt seq, Optional<String> uuid, Bytes body) {
    public Payload {
        metrics = List.copyOf(metrics);
        Metric.requireTime(timestamp);
        if (seq.isPresent() && !SequenceNumber.isValid(seq.getAsInt())) {
            throw new IllegalArgumentException("seq " + seq.getAsInt() + " is not in 0..255");
        }
    }

    /** A birth, data or device death message. */
    public static Payload of(long timestamp, int seq, List<Metric> metrics) {
        return new Payload(OptionalLong.of(timestamp), metrics, OptionalInt.of(seq), Optional.empty(), Bytes.EMPTY);
    }

    /** A command or an edge node's will. */
    public static Payload withoutSeq(long timestamp, List<Metric> metrics) {
        return new Payload(OptionalLong.of(timestamp), metrics, OptionalInt.empty(), Optional.empty(), Bytes.EMPTY);
    }

    /** The first metric of the name. */
    public Optional<Metric> find(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().filter(name::equals).isPresent())
                .findFirst();
    }
}
