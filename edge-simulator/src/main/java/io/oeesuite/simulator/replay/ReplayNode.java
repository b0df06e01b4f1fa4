package io.oeesuite.simulator.replay;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.simulator.plant.PackMlState;
import io.oeesuite.simulator.plant.UnitMode;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/**
 * The edge node that tells the history of the bottling line. Its birth says of the present that the state is undefined, and of the counters what they were at the
 * end of the history, so that nothing seems to have been produced since.
 */
final class ReplayNode {

    static final NodeId BOTTLING_LINE = new NodeId("BOTTLING", "edge_PLANT01-LINE01");
    static final String MACHINE = "FILLER";

    private ReplayNode() {}

    static EdgeModel model(NodeId id, List<Batch> batches) {
        Batch last = batches.getLast();
        List<Tag> tags = Stream.of(
                        Metric.of(MachineMetrics.STATE, DataType.INT32, PackMlState.UNDEFINED.code()),
                        Metric.of(MachineMetrics.MODE, DataType.INT32, UnitMode.PRODUCTION.code()),
                        Metric.of(MachineMetrics.SPEED, DataType.DOUBLE, 0.0),
                        Metric.of(MachineMetrics.DESIGN_SPEED, DataType.DOUBLE, History.designSpeed(last)),
                        Metric.of(MachineMetrics.TOTAL, DataType.INT32, batches.size()),
                        Metric.of(MachineMetrics.REJECTS, DataType.INT32, 0),
                        Metric.of(MachineMetrics.REASON, ""),
                        Metric.of(MachineMetrics.PRODUCT, last.product()),
                        Metric.of(MachineMetrics.ORDER, ""))
                .map(Tag::readOnly)
                .toList();
        return new EdgeModel(id, List.of(), Map.of(MACHINE, tags));
    }
}
