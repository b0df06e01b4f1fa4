package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the producer, which decide what "stored" means. */
final class RawProducer {
    /** Room for key, headers and framing of the largest message. */
    private static final int RECORD_OVERHEAD = 1 << 16;

    private static final int BATCH_BYTES = 1 << 16;
    private static final int LINGER_MS = 5;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final int MAX_BLOCK_MS = 5_000;

    private RawProducer() {}

    /**
     * Makes the producer.
     *
     * @param kafka {@code kafka.*}: where Kafka is and how to be safe with it
     * @param maxMessageSize in bytes
     */
    static Producer<byte[], byte[]> of(Map<String, Object> kafka, int maxMessageSize) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ingest-receive");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxMessageSize + RECORD_OVERHEAD);
        // What is in flight is bounded before it comes here, and fits twice: send never waits for room.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // Nor for the topic's metadata, which is fetched at the start and forgotten neither
        // when the plant is quiet nor when all of Kafka is away.
        settings.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis());
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        // While Kafka is away its records wait here, in order; the broker keeps the rest.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
