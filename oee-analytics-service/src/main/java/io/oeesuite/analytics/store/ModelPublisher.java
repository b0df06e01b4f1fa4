package io.oeesuite.analytics.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Edits of machine models: events on Kafka first, then whatever follows from them. */
@ApplicationScoped
public class ModelPublisher {
    private final KafkaClients kafka;
    private Producer<byte[], byte[]> producer;

    ModelPublisher(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** @return completes when Kafka has the model for good */
    public Uni<Void> publish(MachineModel model) {
        String key = model.getEquipment() + "@" + model.getValidFromMs();
        var kafkaRecord = new ProducerRecord<>(
                Topic.MACHINES.topicName(), key.getBytes(StandardCharsets.UTF_8), model.toByteArray());
        return Uni.createFrom()
                .<Void>emitter(emitter -> producer().send(kafkaRecord, (metadata, failure) -> {
                    if (failure != null) {
                        emitter.fail(failure);
                        return;
                    }
                    emitter.complete(null);
                }))
                // without Kafka even handing it over waits
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = kafka.producer(Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "machine-models",
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    5_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    10_000));
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
