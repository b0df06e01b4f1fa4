package io.oeesuite.analytics.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;
import io.oeesuite.startup.StreamsWithoutStoreMetrics;

/** The engine step at work. */
final class EngineStreams implements AutoCloseable {
    private static final int SESSION_TIMEOUT_MS = 6_000;
    private static final int HEARTBEAT_MS = 2_000;
    private static final int MAX_POLL_RECORDS = 2_000;
    private static final int BATCH_BYTES = 1 << 16;
    private static final int LINGER_MS = 5;
    private static final long CACHE_BYTES = 32L << 20;
    /**
     * How long one record may take, and a transaction with it. What a record makes necessary is done in portions of some seconds at most; the rest is for a busy
     * machine. More would let whoever takes over from an instance that is gone for good wait for longer.
     */
    private static final int LONGEST_WORK_MS = 300_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    /**
     * Not started yet.
     *
     * @param kafka where Kafka is and how to be safe with it
     * @param stop ends the service
     */
    EngineStreams(
            Map<String, Object> kafka,
            EngineConfig config,
            AlertRules alertRules,
            MeterRegistry registry,
            Runnable stop) {
        Timing timing = new Timing(config.grace().toMillis(), config.gather().toMillis());
        streams = new StreamsWithoutStoreMetrics(
                EngineTopology.of(FactLimits.of(config), timing, alertRules, new EngineMeters(registry)),
                settings(kafka, config));
        streams.setUncaughtExceptionHandler(new EngineFailures(System::nanoTime, stop));
        metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
    }

    void start() {
        streams.start();
    }

    State state() {
        return streams.state();
    }

    /** Commits what is done and leaves the partitions to whoever comes next. */
    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
        metrics.close();
    }

    private static Properties settings(Map<String, Object> kafka, EngineConfig config) {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, config.applicationId() + "-" + config.instanceId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), LONGEST_WORK_MS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), LONGEST_WORK_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_RECORD_BYTES);
        return settings;
    }
}
