package io.oeesuite.deploytests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;

/** What ingest-service has stored. */
final class RawLog implements AutoCloseable {

    private final KafkaConsumer<byte[], String> consumer;
    private final Set<String> stored = new HashSet<>();
    private final Map<String, Integer> messages = new HashMap<>();
    private final Map<String, Integer> redelivered = new HashMap<>();

    RawLog(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.RAW.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come since; returns all messages until now. */
    Set<String> stored() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::note);
        }
        return stored;
    }

    private void note(ConsumerRecord<byte[], String> record) {
        stored.add(record.value());
        String receiver = header(record, RawHeaders.MQTT_RECEIVER);
        messages.merge(receiver, 1, Integer::sum);
        if (record.headers().lastHeader(RawHeaders.MQTT_DUP) != null) {
            redelivered.merge(receiver, 1, Integer::sum);
        }
    }

    /** How many messages came from each broker, as of the last look. */
    Map<String, Integer> messages() {
        return messages;
    }

    /** How many of them came again. */
    Map<String, Integer> redelivered() {
        return redelivered;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
