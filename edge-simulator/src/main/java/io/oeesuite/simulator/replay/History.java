package io.oeesuite.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.simulator.plant.PackMlState;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/**
 * What a machine would have reported while it made the batches: every metric at most once per moment, and only when it changes. The stops of a batch are placed
 * one after the other from its start.
 */
final class History {

    private static final double SECONDS_PER_MINUTE = 60;

    private final List<Metric> facts = new ArrayList<>();

    private History() {}

    static List<Metric> of(List<Batch> batches) {
        History history = new History();
        Instant start = batches.getFirst().start();
        history.count(start, 0);
        history.tell(start, Metric.of(MachineMetrics.REJECTS, DataType.INT32, 0));
        for (int i = 0; i < batches.size(); i++) {
            Optional<Batch> next = i + 1 < batches.size() ? Optional.of(batches.get(i + 1)) : Optional.empty();
            history.tell(batches.get(i), i + 1, next);
        }
        return List.copyOf(history.facts);
    }

    /** Items per minute: one item is one batch. */
    static double designSpeed(Batch batch) {
        return SECONDS_PER_MINUTE / batch.idealCycle().toSeconds();
    }

    private void tell(Batch batch, int number, Optional<Batch> next) {
        tell(batch.start(), Metric.of(MachineMetrics.ORDER, batch.id()));
        tell(batch.start(), Metric.of(MachineMetrics.PRODUCT, batch.product()));
        tell(batch.start(), Metric.of(MachineMetrics.DESIGN_SPEED, DataType.DOUBLE, designSpeed(batch)));
        Instant running = tellStops(batch);
        if (running.isBefore(batch.end())) {
            state(running, PackMlState.EXECUTE);
            tell(running, Metric.of(MachineMetrics.REASON, ""));
            speed(running, designSpeed(batch));
        }
        count(batch.end(), number);
        if (next.filter(batchAfter -> batchAfter.start().equals(batch.end())).isPresent()) {
            return;
        }
        state(batch.end(), next.isPresent() ? PackMlState.IDLE : PackMlState.UNDEFINED);
        tell(batch.end(), Metric.of(MachineMetrics.ORDER, ""));
        tell(batch.end(), Metric.of(MachineMetrics.REASON, ""));
        speed(batch.end(), 0);
    }

    private Instant tellStops(Batch batch) {
        Instant from = batch.start();
        for (Batch.Stop stop : batch.stops()) {
            if (from.equals(batch.start())) {
                state(from, PackMlState.ABORTED);
                speed(from, 0);
            }
            tell(from, Metric.of(MachineMetrics.REASON, stop.factor()));
            from = from.plus(stop.length());
        }
        return from;
    }

    private void state(Instant at, PackMlState state) {
        tell(at, Metric.of(MachineMetrics.STATE, DataType.INT32, state.code()));
    }

    private void speed(Instant at, double itemsPerMinute) {
        tell(at, Metric.of(MachineMetrics.SPEED, DataType.DOUBLE, itemsPerMinute));
    }

    private void count(Instant at, int made) {
        tell(at, Metric.of(MachineMetrics.TOTAL, DataType.INT32, made));
    }

    private void tell(Instant at, Metric metric) {
        facts.add(metric.withTimestamp(at.toEpochMilli()).asHistorical());
    }

    /** The sum of the lengths. */
    static Duration total(List<Batch> batches) {
        return batches.stream()
                .map(batch -> Duration.between(batch.start(), batch.end()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
