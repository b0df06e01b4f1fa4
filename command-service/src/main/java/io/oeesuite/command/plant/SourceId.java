package io.oeesuite.command.plant;

import java.util.Optional;

/**
 * An edge node, or one of its devices.
 *
 * @param device empty for the edge node itself
 */
public record SourceId(String group, String node, Optional<String> device) {

    public static SourceId of(String group, String node, String device) {
        return new SourceId(group, node, device.isEmpty() ? Optional.empty() : Optional.of(device));
    }

    public static SourceId ofNode(String group, String node) {
        return new SourceId(group, node, Optional.empty());
    }

    /** The edge node that it is, or is connected to. */
    public SourceId edgeNode() {
        return ofNode(group, node);
    }

    public String deviceOrEmpty() {
        return device.orElse("");
    }

    /** {@code group/node[/device]}: the key of Kafka's records. */
    @Override
    public String toString() {
        return device.map(id -> group + "/" + node + "/" + id).orElse(group + "/" + node);
    }
}
