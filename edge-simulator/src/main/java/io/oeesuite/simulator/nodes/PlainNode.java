package io.oeesuite.simulator.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.plant.LineSpec;
import io.oeesuite.simulator.plant.MachineSpec;
import io.oeesuite.simulator.plant.OrderPattern;
import io.oeesuite.simulator.plant.Product;
import io.oeesuite.simulator.plant.StopCause;
import io.oeesuite.simulator.settings.SparkplugSettings;

/** The one edge node that SPARKPLUG_EDGE_NODE_ID asks for: each of its devices is a machine of a small line. */
final class PlainNode {

    private PlainNode() {}

    static Optional<NodeOrder> order(SparkplugSettings settings) {
        return settings.edgeNodeId().map(node -> order(settings, new NodeId(settings.groupId(), node)));
    }

    private static NodeOrder order(SparkplugSettings settings, NodeId id) {
        List<String> devices = settings.deviceIds().orElse(List.of());
        Optional<LineSpec> line = devices.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineSpec(
                        id.group(),
                        id.node(),
                        Duration.ofSeconds(1),
                        List.of(new Product("P-1", 1)),
                        new OrderPattern(500, 2000, Duration.ofMinutes(1), 0.3, 0),
                        devices.stream().map(PlainNode::machine).toList()));
        return new NodeOrder(
                id,
                Optional.of(settings.aliases()),
                settings.hostId(),
                settings.complexMetrics(),
                line,
                List.of(),
                Map.of());
    }

    private static MachineSpec machine(String device) {
        List<StopCause> stops = List.of(
                new StopCause("Jam", Duration.ofMinutes(5), Duration.ofSeconds(20), StopCause.Kind.HOLD),
                new StopCause("Machine failure", Duration.ofMinutes(30), Duration.ofMinutes(3), StopCause.Kind.ABORT));
        return new MachineSpec(device, 60, 0.05, 0.01, 10, 0.2, 50, Duration.ofSeconds(30), stops);
    }
}
