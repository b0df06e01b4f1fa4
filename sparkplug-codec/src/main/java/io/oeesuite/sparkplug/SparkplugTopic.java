package io.oeesuite.sparkplug;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code spBv1.0/<group>/<type>/<node>[/<device>]}. The device is there for D… messages and only for them. The constructor throws IllegalArgumentException
 * for ids that no topic may contain; topics that come from outside go through {@link #parse}.
 */
public record SparkplugTopic(String group, MessageType type, String node, Optional<String> device) {
    public static final String NAMESPACE = "spBv1.0";

    private static final int NODE_LEVELS = 4;
    private static final int DEVICE_LEVELS = 5;

    public SparkplugTopic {
        Objects.requireNonNull(type, "type");
        TopicPart.requireValid("group", group);
        TopicPart.requireValid("edge node", node);
        device.ifPresent(id -> TopicPart.requireValid("device", id));
        if (type.isDevice() != device.isPresent()) {
            throw new IllegalArgumentException(type + (type.isDevice() ? " needs a device id" : " has no device id"));
        }
    }

    public static SparkplugTopic ofNode(String group, MessageType type, String node) {
        return new SparkplugTopic(group, type, node, Optional.empty());
    }

    public static SparkplugTopic ofDevice(String group, MessageType type, String node, String device) {
        return new SparkplugTopic(group, type, node, Optional.of(device));
    }

    /** Reads the topic of a received message. */
    public static SparkplugTopic parse(String topic) throws MalformedTopicException {
        List<String> levels = Arrays.asList(topic.split("/", DEVICE_LEVELS + 1));
        requireNamespace(topic, levels);
        if (levels.size() < NODE_LEVELS || levels.size() > DEVICE_LEVELS) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.WRONG_LEVEL_COUNT,
                    Math.min(levels.size(), DEVICE_LEVELS),
                    topic,
                    "expected spBv1.0/group/type/node or spBv1.0/group/type/node/device");
        }
        requireId(topic, levels, 1, "group");
        MessageType type = messageType(topic, levels.get(2));
        requireId(topic, levels, 3, "edge node");
        boolean hasDevice = levels.size() == DEVICE_LEVELS;
        if (type.isDevice() && !hasDevice) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.DEVICE_MISSING, NODE_LEVELS, topic, type + " needs a device id");
        }
        if (!type.isDevice() && hasDevice) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.DEVICE_FORBIDDEN, NODE_LEVELS, topic, type + " has no device id");
        }
        if (hasDevice) {
            requireId(topic, levels, NODE_LEVELS, "device");
        }
        return new SparkplugTopic(
                levels.get(1),
                type,
                levels.get(3),
                hasDevice ? Optional.of(levels.get(NODE_LEVELS)) : Optional.empty());
    }

    static void requireNamespace(String topic, List<String> levels) throws MalformedTopicException {
        if (!levels.getFirst().equals(NAMESPACE)) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.WRONG_NAMESPACE, 0, topic, "the namespace is not " + NAMESPACE);
        }
    }

    static void requireId(String topic, List<String> levels, int level, String name) throws MalformedTopicException {
        Optional<String> problem = TopicPart.problemOf(levels.get(level));
        if (problem.isPresent()) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.INVALID_ID, level, topic, name + " id " + problem.get());
        }
    }

    private static MessageType messageType(String topic, String text) throws MalformedTopicException {
        for (MessageType type : MessageType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw new MalformedTopicException(
                MalformedTopicException.Reason.UNKNOWN_MESSAGE_TYPE, 2, topic, "unknown message type \"" + text + "\"");
    }

    /** The MQTT topic. */
    @Override
    public String toString() {
        String nodeTopic = NAMESPACE + "/" + group + "/" + type + "/" + node;
        return device.map(id -> nodeTopic + "/" + id).orElse(nodeTopic);
    }
}
