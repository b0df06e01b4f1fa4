package io.oeesuite.sparkplug;

import java.util.Arrays;
import java.util.List;

/** {@code spBv1.0/STATE/<host>}: where a host application says whether it is online. Its payload is JSON and not this module's business. */
public record StateTopic(String host) {
    private static final String TYPE = "STATE";
    private static final int LEVELS = 3;

    public StateTopic {
        TopicPart.requireValid("host", host);
    }

    /** True when the topic lies below {@code spBv1.0/STATE/} with exactly one more level, whether that is a valid id or not. */
    public static boolean matches(String topic) {
        String prefix = SparkplugTopic.NAMESPACE + "/" + TYPE + "/";
        return topic.startsWith(prefix) && topic.indexOf('/', prefix.length()) < 0;
    }

    /** Reads the topic of a received message. */
    public static StateTopic parse(String topic) throws MalformedTopicException {
        List<String> levels = Arrays.asList(topic.split("/", LEVELS + 1));
        SparkplugTopic.requireNamespace(topic, levels);
        if (levels.size() < 2 || !levels.get(1).equals(TYPE)) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.UNKNOWN_MESSAGE_TYPE, 1, topic, "the second level is not " + TYPE);
        }
        if (levels.size() != LEVELS) {
            throw new MalformedTopicException(
                    MalformedTopicException.Reason.WRONG_LEVEL_COUNT,
                    Math.min(levels.size(), LEVELS),
                    topic,
                    "expected spBv1.0/STATE/host");
        }
        SparkplugTopic.requireId(topic, levels, 2, "host");
        return new StateTopic(levels.get(2));
    }

    /** The MQTT topic. */
    @Override
    public String toString() {
        return SparkplugTopic.NAMESPACE + "/" + TYPE + "/" + host;
    }
}
