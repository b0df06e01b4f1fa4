package io.oeesuite.analytics.store;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/** The ids under which Kafka knows the topics: a topic deleted and made anew has another one. */
final class TopicIds {
    private TopicIds() {}

    /** @throws KafkaException when Kafka does not answer or a topic does not exist */
    static Map<Topic, String> of(KafkaClients kafka) {
        var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<Topic, String> ids = new EnumMap<>(Topic.class);
        try (Admin admin = kafka.admin(Map.of())) {
            var descriptions = admin.describeTopics(names).allTopicNames().get();
            for (Topic topic : Topic.values()) {
                ids.put(topic, descriptions.get(topic.topicName()).topicId().toString());
            }
            return ids;
        } catch (ExecutionException failure) {
            throw new KafkaException(failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", interrupted);
        }
    }
}
