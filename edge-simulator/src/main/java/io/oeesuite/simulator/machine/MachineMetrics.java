package io.oeesuite.simulator.machine;

import java.util.ArrayList;
import java.util.List;

import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.plant.MachineSnapshot;
import io.oeesuite.simulator.plant.PackMlState;
import io.oeesuite.simulator.plant.UnitMode;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** The PackML metrics of a machine under the names that the suite understands without configuration. Speeds are items per minute. */
public final class MachineMetrics {

    public static final String STATE = "Status/StateCurrent";
    public static final String MODE = "Status/UnitModeCurrent";
    public static final String SPEED = "Status/CurMachSpeed";
    public static final String TOTAL = "Admin/ProdProcessedCount";
    public static final String REJECTS = "Admin/ProdDefectiveCount";
    public static final String REASON = "Admin/StopReason";
    public static final String DESIGN_SPEED = "Admin/MachDesignSpeed";
    public static final String PRODUCT = "Admin/Product";
    public static final String ORDER = "Admin/OrderId";
    public static final String SET_SPEED = "Command/MachSpeed";
    public static final String CONTROL = "Command/CntrlCmd";

    private MachineMetrics() {}

    /**
     * What a machine declares in its birth.
     *
     * @param time when it showed that, milliseconds since 1970 UTC
     */
    public static List<Tag> tags(MachineSnapshot first, double timeScale, long time) {
        return tags(read(first, timeScale, time));
    }

    /** The metrics of a machine that nothing simulates: idle, without an order. */
    public static List<Tag> plainTags() {
        return tags(
                metrics(new MachineSnapshot(PackMlState.IDLE, UnitMode.PRODUCTION, 0, 60, 60, 0, 0, "", "", ""), 1));
    }

    private static List<Tag> tags(List<Metric> shown) {
        List<Tag> tags = new ArrayList<>(shown.stream().map(MachineMetrics::tag).toList());
        tags.add(Tag.writable(Metric.of(CONTROL, DataType.INT32, 0)));
        return tags;
    }

    private static Tag tag(Metric metric) {
        return new Tag(metric, metric.name().orElseThrow().equals(SET_SPEED));
    }

    /**
     * Everything that a machine shows.
     *
     * @param timeScale how much faster than in reality the machine works: its speeds grow with it
     * @param time milliseconds since 1970 UTC
     */
    public static List<Metric> read(MachineSnapshot shown, double timeScale, long time) {
        return metrics(shown, timeScale).stream()
                .map(metric -> metric.withTimestamp(time))
                .toList();
    }

    private static List<Metric> metrics(MachineSnapshot shown, double timeScale) {
        return List.of(
                Metric.of(STATE, DataType.INT32, shown.state().code()),
                Metric.of(MODE, DataType.INT32, shown.mode().code()),
                Metric.of(SPEED, DataType.DOUBLE, shown.speed() * timeScale),
                Metric.of(TOTAL, DataType.INT32, shown.total()),
                Metric.of(REJECTS, DataType.INT32, shown.rejects()),
                Metric.of(REASON, shown.reason()),
                Metric.of(DESIGN_SPEED, DataType.DOUBLE, shown.designSpeed() * timeScale),
                Metric.of(PRODUCT, shown.product()),
                Metric.of(ORDER, shown.order()),
                Metric.of(SET_SPEED, DataType.DOUBLE, shown.setSpeed() * timeScale));
    }
}
