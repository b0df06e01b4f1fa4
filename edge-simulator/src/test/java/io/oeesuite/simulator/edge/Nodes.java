package io.oeesuite.simulator.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** Object mother of edge nodes. */
public final class Nodes {

    public static final NodeId ID = new NodeId("G1", "edge_N1");

    private Nodes() {}

    /** A node with one metric, and devices A and B with a count and a writable speed each. */
    public static EdgeModel twoDevices() {
        return twoDevices(ID);
    }

    public static EdgeModel twoDevices(NodeId id) {
        List<Tag> machine = List.of(
                Tag.readOnly(Metric.of("count", DataType.INT32, 0)),
                Tag.writable(Metric.of("speed", DataType.DOUBLE, 1.5)));
        Map<String, List<Tag>> devices = new LinkedHashMap<>();
        devices.put("A", machine);
        devices.put("B", machine);
        return new EdgeModel(id, List.of(Tag.readOnly(Metric.of("voltage", DataType.DOUBLE, 24.0))), devices);
    }

    public static Metric count(long value, long time) {
        return Metric.of("count", DataType.INT32, value).withTimestamp(time);
    }
}
