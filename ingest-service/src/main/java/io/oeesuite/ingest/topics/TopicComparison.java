package io.oeesuite.ingest.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

import io.oeesuite.contracts.Topic;

/** Compares the topics that exist with what {@link Topic} says about them. */
final class TopicComparison {
    private final Admin admin;

    TopicComparison(Admin admin) {
        this.admin = admin;
    }

    /** One line for each difference, for people. */
    List<String> differences() throws InterruptedException, ExecutionException {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, TopicDescription> topics =
                admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        names.stream().map(TopicComparison::resource).toList())
                .all()
                .get();
        var differences = new ArrayList<String>();
        for (Topic topic : Topic.values()) {
            partitions(topic, topics.get(topic.topicName()), differences);
            settings(topic, configs.get(resource(topic.topicName())), differences);
        }
        return differences;
    }

    private static void partitions(Topic topic, TopicDescription found, List<String> differences) {
        int partitions = found.partitions().size();
        if (partitions != topic.partitions()) {
            differences.add(topic.topicName() + " has " + partitions + " partitions instead of " + topic.partitions()
                    + "; the data topics must all have the same number");
        }
    }

    private static void settings(Topic topic, Config found, List<String> differences) {
        topic.settings().forEach((name, expected) -> {
            ConfigEntry entry = found.get(name);
            if (entry == null || !expected.equals(entry.value())) {
                differences.add(topic.topicName() + " has " + name + "=" + (entry == null ? "unset" : entry.value())
                        + " instead of " + expected);
            }
        });
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
