package io.oeesuite.alert;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

import io.oeesuite.startup.KafkaClients;

/** Writes records to Kafka for good, and keeps trying for as long as each use demands. */
public final class PatientProducer {
    private static final int SHORTEST_PATIENCE_MS = 10_000;

    private PatientProducer() {}

    /** @param patience how long it tries while Kafka is away */
    public static Producer<String, byte[]> of(KafkaClients kafka, String clientId, Duration patience) {
        return kafka.producer(
                new StringSerializer(),
                Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Math.clamp(patience.toMillis(), SHORTEST_PATIENCE_MS, Integer.MAX_VALUE),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        SHORTEST_PATIENCE_MS / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        SHORTEST_PATIENCE_MS / 2));
    }
}
