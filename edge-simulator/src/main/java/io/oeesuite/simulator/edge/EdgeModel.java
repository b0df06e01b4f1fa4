package io.oeesuite.simulator.edge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An edge node with its devices. Not thread-safe. */
public final class EdgeModel {

    private final NodeId id;
    private final TagTable node;
    private final Map<String, TagTable> devices;
    private final Map<String, Boolean> online = new LinkedHashMap<>();

    public EdgeModel(NodeId id, Collection<Tag> nodeTags, Map<String, ? extends Collection<Tag>> deviceTags) {
        this.id = id;
        node = new TagTable(nodeTags);
        devices = new LinkedHashMap<>();
        deviceTags.forEach((device, tags) -> {
            devices.put(device, new TagTable(tags));
            online.put(device, true);
        });
    }

    public NodeId id() {
        return id;
    }

    public Set<String> devices() {
        return devices.keySet();
    }

    public boolean has(String device) {
        return devices.containsKey(device);
    }

    public boolean isOnline(String device) {
        return online.getOrDefault(device, false);
    }

    public void setOnline(String device, boolean nowOnline) {
        online.replace(device, nowOnline);
    }

    /** The metrics of the device, or of the node itself; empty when there is no such device. */
    public Optional<TagTable> tags(Optional<String> device) {
        return device.isEmpty() ? Optional.of(node) : device.map(devices::get);
    }
}
