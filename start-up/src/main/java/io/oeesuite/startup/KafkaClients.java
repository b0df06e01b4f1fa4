package io.oeesuite.startup;

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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

import io.smallrye.common.annotation.Identifier;

/** Clients of Kafka: whatever is set as {@code kafka.*} or {@code KAFKA_*} holds for all of them. */
@ApplicationScoped
public class KafkaClients {
    /** How Kafka's client begins its complaint. */
    private static final String UNRESOLVABLE = "No resolvable bootstrap urls";

    private final Map<String, Object> settings;

    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    public Map<String, Object> settings() {
        return settings;
    }

    public String bootstrapServers() {
        return String.valueOf(settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /**
     * A name that nobody knows now may be known later, as while containers start; no other setting gets better by waiting.
     *
     * @param more settings of this client only
     * @throws IllegalStateException when no address is known for Kafka's name
     * @throws InvalidSettings when no client can be made with the settings
     */
    public Admin admin(Map<String, Object> more) {
        try {
            return Admin.create(with(more));
        } catch (KafkaException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            String reason = String.valueOf(cause.getMessage());
            if (reason.startsWith(UNRESOLVABLE)) {
                throw new IllegalStateException("no address is known for its name");
            }
            throw new InvalidSettings("KAFKA_…: " + reason);
        }
    }

    /** Reads what has been committed, as bytes, and commits nothing by itself. */
    public Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        return consumer(new ByteArrayDeserializer(), more);
    }

    /** Reads what has been committed, and commits nothing by itself. */
    public <K> Consumer<K, byte[]> consumer(Deserializer<K> keys, Map<String, Object> more) {
        Map<String, Object> consumer = new HashMap<>(more);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(with(consumer), keys, new ByteArrayDeserializer());
    }

    /** Writes bytes, for good: acknowledged by all replicas in sync. */
    public Producer<byte[], byte[]> producer(Map<String, Object> more) {
        return producer(new ByteArraySerializer(), more);
    }

    /** Writes for good: acknowledged by all replicas in sync. */
    public <K> Producer<K, byte[]> producer(Serializer<K> keys, Map<String, Object> more) {
        Map<String, Object> producer = new HashMap<>(more);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(with(producer), keys, new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
