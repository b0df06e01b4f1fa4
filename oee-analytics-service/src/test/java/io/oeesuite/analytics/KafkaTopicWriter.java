package io.oeesuite.analytics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;

/** Writes to Kafka what the engine would write. */
public final class KafkaTopicWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public KafkaTopicWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void ledger(List<LedgerChange> changes) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        changes.forEach(change -> sent.add(send(Topic.LEDGER, change.getEquipment(), change.toByteArray())));
        sent.forEach(KafkaTopicWriter::await);
    }

    public void ledger(LedgerChange... changes) {
        ledger(List.of(changes));
    }

    public void results(OeeResult... results) {
        for (OeeResult result : results) {
            String key = result.getEquipment() + "|" + result.getWindow() + "|" + result.getStartMs() + "|"
                    + result.getVersion();
            await(send(Topic.RESULTS, key, result.toByteArray()));
        }
    }

    /** As ingest-service writes what it received. */
    public void raw(String mqttTopic, byte[] payload) {
        var kafkaRecord = new ProducerRecord<>(Topic.RAW.topicName(), bytes(mqttTopic), payload);
        kafkaRecord.headers().add(RawHeaders.MQTT_TOPIC, bytes(mqttTopic));
        await(producer.send(kafkaRecord));
    }

    public Future<RecordMetadata> send(Topic topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic.topicName(), bytes(key), value));
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
