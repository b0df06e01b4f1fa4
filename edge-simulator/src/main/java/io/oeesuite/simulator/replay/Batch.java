package io.oeesuite.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One batch of the data set: one item in the sense of OEE.
 *
 * @param idealCycle the time it would have taken without a stop
 * @param stops in the order of the file
 */
public record Batch(String id, String product, Instant start, Instant end, Duration idealCycle, List<Stop> stops) {

    public Batch {
        stops = List.copyOf(stops);
    }

    /** The sum of the stops. */
    public Duration stopped() {
        return stops.stream().map(Stop::length).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * A stop of which only the length is known.
     *
     * @param factor the number of the cause
     */
    public record Stop(String factor, Duration length) {}
}
