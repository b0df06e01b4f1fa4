package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.mqtt.InboundMessage;

/** Writes messages to {@code oee.raw.v1} and acknowledges each when Kafka has it. */
final class RawLog {
    private static final String TOO_LARGE = "too-large";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final RawRecords records;
    private final Tracing tracing;
    private final KafkaWatch watch;
    private final ReceiveMeters meters;
    private final Refusal refusal;
    private volatile Producer<byte[], byte[]> producer;

    /** Learns of messages that Kafka refused. They are not acknowledged. Called by Kafka's thread, or the one that stores. */
    interface Refusal {
        void accept(InboundMessage message, Exception cause);
    }

    RawLog(
            Supplier<Producer<byte[], byte[]>> producers,
            RawRecords records,
            Tracing tracing,
            KafkaWatch watch,
            ReceiveMeters meters,
            Refusal refusal) {
        this.producers = producers;
        this.records = records;
        this.tracing = tracing;
        this.watch = watch;
        this.meters = meters;
        this.refusal = refusal;
    }

    /**
     * Gets a producer that knows the topics, instead of the one before: some failures spoil a producer for good. May wait.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    void open() {
        close();
        producer = producers.get();
        // so that the first message does not wait for it on the event loop
        List.of(Topic.RAW, Topic.DEAD_LETTERS, Topic.HOST_HEALTH)
                .forEach(topic -> producer.partitionsFor(topic.topicName()));
    }

    /** What Kafka has not acknowledged by then is refused. */
    void close() {
        if (producer != null) {
            producer.close(STOP_LIMIT);
        }
    }

    /** Hands a message to Kafka's producer; does not wait. By one thread only. */
    void store(InboundMessage message) {
        ProducerRecord<byte[], byte[]> record = records.of(message);
        tracing.begin(message, record.headers());
        watch.sent();
        send(record, new Storing(message, System.nanoTime()));
    }

    /** Notes that a message was too large to be taken in, and acknowledges it when Kafka has the note. */
    void noteOversize(InboundMessage message, int limit) {
        deadLetter(message, "the message was larger than " + limit + " bytes and is not kept");
    }

    /** Sends something else by the same way, as proof that it is open. */
    void send(ProducerRecord<byte[], byte[]> record, Runnable answered) {
        watch.sent();
        send(record, (metadata, failure) -> {
            settled(failure);
            answered.run();
        });
    }

    private void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        try {
            producer.send(record, callback);
        } catch (RuntimeException e) {
            callback.onCompletion(null, e);
        }
    }

    private void settled(Exception failure) {
        if (failure == null) {
            watch.stored(System.nanoTime());
            return;
        }
        watch.refused(String.valueOf(failure.getMessage()));
    }

    /** The message is larger than can be kept, which no repetition changes. */
    private void deadLetter(InboundMessage message, String detail) {
        watch.sent();
        send(tooLarge(message.topic(), detail), (metadata, failure) -> {
            settled(failure);
            if (failure == null) {
                message.acknowledge();
                return;
            }
            refusal.accept(message, failure);
        });
    }

    private static ProducerRecord<byte[], byte[]> tooLarge(String mqttTopic, String detail) {
        List<Header> headers = List.of(
                header(DeadLetterHeaders.REASON, TOO_LARGE),
                header(DeadLetterHeaders.DETAIL, detail),
                header(DeadLetterHeaders.MQTT_TOPIC, mqttTopic));
        byte[] key = mqttTopic.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topic.DEAD_LETTERS.topicName(), null, null, key, new byte[0], headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for Kafka's answer. */
    private final class Storing implements Callback {
        private final InboundMessage message;
        private final long since;

        Storing(InboundMessage message, long since) {
            this.message = message;
            this.since = since;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure == null) {
                long now = System.nanoTime();
                watch.stored(now);
                meters.stored(now - since);
                message.acknowledge();
                return;
            }
            watch.refused(String.valueOf(failure.getMessage()));
            if (failure instanceof RecordTooLargeException) {
                deadLetter(message, failure.getMessage() + "; its bytes are not kept");
                return;
            }
            refusal.accept(message, failure);
        }
    }
}
