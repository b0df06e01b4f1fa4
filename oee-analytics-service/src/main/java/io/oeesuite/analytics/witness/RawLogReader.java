package io.oeesuite.analytics.witness;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/** Reads the raw log from its end on, without a group and without committing anything: what others do with it is not its business. */
final class RawLogReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(RawLogReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MS = 5_000;

    private final KafkaClients kafka;
    private final Witness witness;
    private final Clock clock;
    private final Runnable onPositioned;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param onPositioned called when whatever is written from now on will be read */
    RawLogReader(KafkaClients kafka, Witness witness, Clock clock, Runnable onPositioned) {
        this.kafka = kafka;
        this.witness = witness;
        this.clock = clock;
        this.onPositioned = onPositioned;
    }

    @Override
    public void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = kafka.consumer(settings())) {
                position(consumer);
                onPositioned.run();
                while (isRunning()) {
                    consumer.poll(POLL).forEach(this::hear);
                }
            } catch (KafkaException failure) {
                LOG.warnf("The witness cannot read the raw log, trying again: %s", failure.getMessage());
                pause();
            }
        }
    }

    void stop() {
        stopping.countDown();
    }

    private void position(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.RAW.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void hear(ConsumerRecord<byte[], byte[]> message) {
        var topic = message.headers().lastHeader(RawHeaders.MQTT_TOPIC);
        if (topic != null && message.value() != null) {
            witness.heardOnKafka(new String(topic.value(), StandardCharsets.UTF_8), message.value(), clock.millis());
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void pause() {
        try {
            stopping.await(RETRY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        return Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "witness", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    }
}
