package io.oeesuite.analytics;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.smallrye.common.annotation.Identifier;

/** Clients of Kafka: whatever is set as {@code kafka.*} or {@code KAFKA_*} holds for all of them. */
@ApplicationScoped
public class KafkaClients {
    private final Map<String, Object> settings;

    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    public String bootstrapServers() {
        return String.valueOf(settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** @param more settings of this client only */
    public Admin admin(Map<String, Object> more) {
        return Admin.create(with(more));
    }

    /** Reads what has been committed, as bytes, and commits nothing by itself. */
    public Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> consumer = new HashMap<>(more);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(with(consumer), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Writes bytes, for good: acknowledged by all replicas in sync. */
    public Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> producer = new HashMap<>(more);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(with(producer), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
