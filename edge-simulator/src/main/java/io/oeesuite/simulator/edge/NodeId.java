package io.oeesuite.simulator.edge;

import java.util.Optional;

import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.SparkplugTopic;

/** Which edge node: its group id and edge node id. */
public record NodeId(String group, String node) {

    public NodeId {
        SparkplugTopic.ofNode(group, MessageType.NBIRTH, node);
    }

    SparkplugTopic topic(MessageType type) {
        return SparkplugTopic.ofNode(group, type, node);
    }

    SparkplugTopic topic(MessageType type, Optional<String> device) {
        return new SparkplugTopic(group, type, node, device);
    }

    /** The filter of the commands to the node. */
    public String commandFilter() {
        return topic(MessageType.NCMD).toString();
    }

    /** The filter of the commands to the node's devices. */
    public String deviceCommandFilter() {
        return SparkplugTopic.NAMESPACE + '/' + group + "/DCMD/" + node + "/+";
    }

    @Override
    public String toString() {
        return group + '/' + node;
    }
}
