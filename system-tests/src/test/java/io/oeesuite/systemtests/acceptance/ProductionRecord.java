package io.oeesuite.systemtests.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** What one machine did, told minute by minute as its PackML metrics would tell it. */
final class ProductionRecord {
    private static final int EXECUTE = 6;
    private static final int ABORTED = 9;
    private static final int IDLE = 4;
    private static final String ORDER = "4711";

    private final Instant begin;
    private final double itemsPerMinute;
    private final List<Message> messages = new ArrayList<>();
    private Instant now;

    record Message(Instant time, List<Metric> metrics) {}

    private ProductionRecord(Instant begin, double itemsPerMinute) {
        this.begin = begin;
        this.itemsPerMinute = itemsPerMinute;
        this.now = begin;
    }

    /** Begins with the counters at zero. */
    static ProductionRecord beginning(Instant begin, Duration idealCycle) {
        return new ProductionRecord(begin, 60_000.0 / idealCycle.toMillis());
    }

    ProductionRecord runs(Duration duration) {
        return say(duration, EXECUTE, ORDER, 0);
    }

    ProductionRecord isDown(Duration duration, int reason) {
        return say(duration, ABORTED, ORDER, reason);
    }

    /** No order, nothing to do: planned. */
    ProductionRecord breaks(Duration duration) {
        return say(duration, IDLE, "", 0);
    }

    /** Says at the present moment how many were made and rejected since the beginning. */
    ProductionRecord counts(int total, int rejected) {
        messages.add(new Message(
                now,
                List.of(
                        at(now, Metric.of("Admin/ProdProcessedCount", DataType.INT32, total)),
                        at(now, Metric.of("Admin/ProdDefectiveCount", DataType.INT32, rejected)))));
        return this;
    }

    Instant begin() {
        return begin;
    }

    Instant end() {
        return now;
    }

    List<Metric> birth() {
        return List.of(
                at(begin, Metric.of("Status/StateCurrent", DataType.INT32, EXECUTE)),
                at(begin, Metric.of("Status/UnitModeCurrent", DataType.INT32, 1)),
                at(begin, Metric.of("Admin/ProdProcessedCount", DataType.INT32, 0)),
                at(begin, Metric.of("Admin/ProdDefectiveCount", DataType.INT32, 0)),
                at(begin, Metric.of("Admin/MachDesignSpeed", DataType.DOUBLE, itemsPerMinute)),
                at(begin, Metric.of("Admin/StopReason", DataType.INT32, 0)),
                at(begin, Metric.of("Admin/OrderId", ORDER)));
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    private ProductionRecord say(Duration duration, int state, String order, int reason) {
        if (!now.equals(begin)) {
            messages.add(new Message(
                    now,
                    List.of(
                            at(now, Metric.of("Status/StateCurrent", DataType.INT32, state)),
                            at(now, Metric.of("Admin/StopReason", DataType.INT32, reason)),
                            at(now, Metric.of("Admin/OrderId", order)))));
        }
        now = now.plus(duration);
        return this;
    }

    private static Metric at(Instant time, Metric metric) {
        return metric.withTimestamp(time.toEpochMilli());
    }
}
