package io.oeesuite.simulator.nodes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.plant.LineSpec;

/**
 * An edge node that somebody wants.
 *
 * @param aliases whether births give aliases; empty: as the service is set
 * @param hostId the primary host; empty: as the service is set
 * @param line the line that it simulates; its machines become devices
 * @param nodeTags what the node declares beside what every node does
 * @param devices what each device declares, beside the machines of the line
 */
public record NodeOrder(
        NodeId id,
        Optional<Boolean> aliases,
        Optional<String> hostId,
        boolean complexMetrics,
        Optional<LineSpec> line,
        List<Tag> nodeTags,
        Map<String, List<Tag>> devices) {

    public NodeOrder {
        nodeTags = List.copyOf(nodeTags);
        devices = new LinkedHashMap<>(devices);
    }

    static NodeOrder of(LineSpec line, Optional<Boolean> aliases, boolean complexMetrics) {
        return new NodeOrder(
                new NodeId(line.group(), line.node()),
                aliases,
                Optional.empty(),
                complexMetrics,
                Optional.of(line),
                List.of(),
                Map.of());
    }
}
