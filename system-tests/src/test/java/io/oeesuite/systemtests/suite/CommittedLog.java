package io.oeesuite.systemtests.suite;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.oeesuite.contracts.Topic;

/** What Kafka holds, as a reader of committed records sees it. */
public final class CommittedLog {
    private static final String SESSION_STEP = "oee-ingest-session";
    private static final String ENGINE_STEP = "oee-analytics-engine";

    private final Map<String, Object> kafka;

    /** @param kafka settings of a client that may read everything */
    public CommittedLog(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /** All records of the topic whose key the test wants. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic, Predicate<String> key) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.test(text(record.key()))) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    /** Whether the session step has processed all that lies in the raw log. */
    public boolean isAllProcessed() {
        return hasProcessedAll(SESSION_STEP, Topic.RAW);
    }

    /** Whether the engine has taken in all events. What it has gathered of late ones it may still have to say. */
    public boolean isAllTakenIn() {
        return hasProcessedAll(ENGINE_STEP, Topic.EVENTS);
    }

    /** By the offsets of records: what comes after the last one, such as the mark of a transaction, nobody processes. */
    private boolean hasProcessedAll(String group, Topic topic) {
        Map<Integer, Long> last = new HashMap<>();
        read(topic, _ -> true).forEach(record -> last.merge(record.partition(), record.offset(), Math::max));
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return last.entrySet().stream().allMatch(entry -> {
                OffsetAndMetadata done = committed.get(new TopicPartition(topic.topicName(), entry.getKey()));
                return done != null && done.offset() > entry.getValue();
            });
        } catch (InterruptedException | ExecutionException notNow) {
            return false;
        }
    }

    private static String text(byte[] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
