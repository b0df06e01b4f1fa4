package io.oeesuite.alert;

import java.time.Duration;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.smallrye.common.annotation.Identifier;

/** Clients of Kafka: whatever is set as {@code kafka.*} or {@code KAFKA_*} holds for all of them. Keys are text. */
@ApplicationScoped
public class KafkaClients {
    private static final int SHORTEST_PATIENCE_MS = 10_000;

    private final Map<String, Object> settings;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    public Map<String, Object> settings() {
        return settings;
    }

    public String bootstrapServers() {
        return String.valueOf(settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    Admin admin(Map<String, Object> more) {
        return Admin.create(with(more));
    }

    /** Reads what was committed, and commits nothing by itself. */
    public Consumer<String, byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> consumer = new HashMap<>(more);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(with(consumer), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Writes for good: acknowledged by all replicas in sync.
     *
     * @param patience how long it tries while Kafka is away
     */
    public Producer<String, byte[]> producer(String clientId, Duration patience) {
        Map<String, Object> producer = Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.clamp(patience.toMillis(), SHORTEST_PATIENCE_MS, Integer.MAX_VALUE),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                SHORTEST_PATIENCE_MS / 2,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                SHORTEST_PATIENCE_MS / 2);
        return new KafkaProducer<>(with(producer), new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
