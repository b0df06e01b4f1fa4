package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.RealServers;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads a topic from now on. */
final class RawTopic implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealServers.STACK.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    private RawTopic(Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    static RawTopic fromNowOn(Topic topic) {
        return new RawTopic(topic);
    }

    List<ConsumerRecord<String, byte[]>> records() {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return seen;
    }

    /** The payloads of an edge node, in order. */
    List<String> texts(String key) {
        return records().stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static String receiver(ConsumerRecord<String, byte[]> record) {
        return header(record, RawHeaders.MQTT_RECEIVER);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
