package io.oeesuite.ingest.session;

import io.oeesuite.sparkplug.SparkplugTopic;

/** An edge node: its key everywhere is "group/node". */
public record EdgeNodeId(String group, String node) {

    static EdgeNodeId of(SparkplugTopic topic) {
        return new EdgeNodeId(topic.group(), topic.node());
    }

    @Override
    public String toString() {
        return group + "/" + node;
    }
}
