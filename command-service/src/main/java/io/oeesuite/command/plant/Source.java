package io.oeesuite.command.plant;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.MetricValue;

/**
 * An edge node or device that was born, at one moment.
 *
 * @param sinceMs since when online or offline, milliseconds since 1970 UTC
 * @param bornMs when the birth was received, milliseconds since 1970 UTC
 */
public record Source(SourceId id, boolean online, long sinceMs, long bornMs, OptionalInt bdSeq, List<Metric> metrics) {
    public Source {
        metrics = List.copyOf(metrics);
    }

    /**
     * A metric that the birth has declared.
     *
     * @param value the last live value; what was given in the birth where nothing has come since
     * @param receivedMs when the value was received, milliseconds since 1970 UTC
     * @param stale whether its source is offline, so that nobody knows what it is now
     *     (tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale and its kin)
     */
    public record Metric(BirthMetric declared, MetricValue value, long receivedMs, boolean stale) {
        public String name() {
            return declared.getName();
        }
    }

    public Optional<Metric> find(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }
}
