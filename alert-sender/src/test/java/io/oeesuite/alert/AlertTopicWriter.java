package io.oeesuite.alert;

import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Topic;

/** Says of machines what oee-analytics-service would say. */
final class AlertTopicWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    AlertTopicWriter(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when Kafka has it. */
    void say(Alert alert) {
        try {
            producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), alert.getEquipment(), alert.toByteArray()))
                    .get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** A record without a value. */
    void sayNothing(Topic topic, String key) {
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), key, null)).get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
