package io.oeesuite.ingest.receive;

/**
 * Finds the key of a raw record: all messages of an edge node have the same, so that they stay in order in one partition.
 *
 * <p>It looks at no more than it needs. Whether a topic is well-formed is for the session step to say.
 */
final class RawKey {
    private static final String SPARKPLUG = "spBv1.0/";
    private static final String DEVICES = "/devices/";

    private final String jsonPrefix;
    private final String jsonBase;

    RawKey(String jsonBase) {
        this.jsonBase = jsonBase;
        this.jsonPrefix = jsonBase + DEVICES;
    }

    /** {@code group/node} of a Sparkplug topic, {@code base/device} of a JSON device's, otherwise the topic itself. */
    String of(String topic) {
        if (topic.startsWith(SPARKPLUG)) {
            return ofSparkplug(topic);
        }
        if (topic.startsWith(jsonPrefix)) {
            return ofJsonDevice(topic);
        }
        return topic;
    }

    /** {@code spBv1.0/group/type/node[/device]}. */
    private static String ofSparkplug(String topic) {
        int groupEnd = topic.indexOf('/', SPARKPLUG.length());
        int typeEnd = groupEnd < 0 ? -1 : topic.indexOf('/', groupEnd + 1);
        if (typeEnd < 0 || groupEnd == SPARKPLUG.length() || typeEnd + 1 == topic.length()) {
            return topic;
        }
        int nodeEnd = topic.indexOf('/', typeEnd + 1);
        String node = topic.substring(typeEnd + 1, nodeEnd < 0 ? topic.length() : nodeEnd);
        return node.isEmpty() ? topic : topic.substring(SPARKPLUG.length(), groupEnd) + '/' + node;
    }

    private String ofJsonDevice(String topic) {
        int idEnd = topic.indexOf('/', jsonPrefix.length());
        if (idEnd <= jsonPrefix.length()) {
            return topic;
        }
        return jsonBase + '/' + topic.substring(jsonPrefix.length(), idEnd);
    }
}
