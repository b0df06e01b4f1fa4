package io.oeesuite.simulator.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.simulator.nodes.NodeOrder;

/**
 * An edge node to be made.
 *
 * @param metrics of the node itself
 * @param devices with their metrics; without metrics: those of a machine
 * @param hostId the primary host application; left out: as the service is set
 * @param clientId MQTT client id; left out: the edge node id
 * @param aliases left out: as the service is set
 * @param connect left out: true
 */
public record NodeBody(
        List<MetricBody> metrics,
        List<Device> devices,
        String hostId,
        String clientId,
        Boolean aliases,
        boolean complexMetrics,
        Boolean connect) {

    public NodeBody {
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        devices = devices == null ? List.of() : List.copyOf(devices);
    }

    static NodeBody empty() {
        return new NodeBody(null, null, null, null, null, false, null);
    }

    NodeOrder order(NodeId id) {
        Map<String, List<Tag>> tags = new LinkedHashMap<>();
        devices.forEach(device -> tags.put(device.id(), device.tags()));
        return new NodeOrder(
                id,
                Optional.ofNullable(aliases),
                Optional.ofNullable(hostId),
                complexMetrics,
                Optional.empty(),
                metrics.stream().map(MetricBody::declared).toList(),
                tags);
    }

    boolean connects() {
        return connect == null || connect;
    }

    /** A device to be made. */
    public record Device(String id, List<MetricBody> metrics) {

        public Device {
            if (id == null || id.isBlank()) {
                throw new IllegalArgumentException("a device needs an id");
            }
        }

        List<Tag> tags() {
            return metrics == null
                    ? MachineMetrics.plainTags()
                    : metrics.stream().map(MetricBody::declared).toList();
        }
    }
}
