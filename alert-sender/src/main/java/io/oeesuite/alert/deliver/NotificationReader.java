package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.Counter;
import io.oeesuite.contracts.Notification;
import io.oeesuite.startup.KafkaClients;

/** Reads notifications from the log, in order or by their places. */
final class NotificationReader {
    private static final Logger LOG = Logger.getLogger(NotificationReader.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final String groupPrefix;
    private final Counter unreadable;

    NotificationReader(KafkaClients kafka, String groupPrefix, Counter unreadable) {
        this.kafka = kafka;
        this.groupPrefix = groupPrefix;
        this.unreadable = unreadable;
    }

    /** With the place of a channel. */
    Consumer<String, byte[]> consumer(String channel) {
        return kafka.consumer(
                new StringDeserializer(),
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG, groupPrefix + "-" + channel,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000));
    }

    /** What is to be told over a channel; empty for others' and for what cannot be read. */
    Optional<Untold> read(ConsumerRecord<String, byte[]> record, String channel) {
        try {
            if (record.value() == null) {
                return leftOut(record);
            }
            return Optional.of(Notification.parseFrom(record.value()))
                    .filter(notification -> notification.getChannel().equals(channel))
                    .map(notification -> new Untold(
                            new TopicPartition(record.topic(), record.partition()), record.offset(), notification));
        } catch (InvalidProtocolBufferException broken) {
            return leftOut(record);
        }
    }

    /** Those at the places that the log still has. */
    List<Untold> at(TopicPartition partition, List<Long> offsets, String channel) {
        List<Untold> found = new ArrayList<>();
        if (offsets.isEmpty()) {
            return found;
        }
        try (Consumer<String, byte[]> consumer =
                kafka.consumer(new StringDeserializer(), Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"))) {
            consumer.assign(List.of(partition));
            for (long offset : offsets) {
                consumer.seek(partition, offset);
                Optional<ConsumerRecord<String, byte[]>> first = first(consumer, partition);
                first.filter(record -> record.offset() == offset)
                        .flatMap(record -> read(record, channel))
                        .ifPresentOrElse(
                                found::add,
                                () -> LOG.warnf(
                                        "A notification that was set aside is no longer in the log: channel=%s partition=%d offset=%d",
                                        channel, partition.partition(), offset));
            }
        }
        return found;
    }

    private static Optional<ConsumerRecord<String, byte[]>> first(
            Consumer<String, byte[]> consumer, TopicPartition partition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var records = consumer.poll(Duration.ofMillis(250)).records(partition);
            if (!records.isEmpty()) {
                return Optional.of(records.getFirst());
            }
        }
        throw new IllegalStateException("Kafka does not answer");
    }

    private Optional<Untold> leftOut(ConsumerRecord<String, byte[]> record) {
        unreadable.increment();
        LOG.warnf(
                "A notification cannot be read and is left out: partition=%d offset=%d",
                record.partition(), record.offset());
        return Optional.empty();
    }
}
