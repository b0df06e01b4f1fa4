package io.oeesuite.ingest.session.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.SessionRules;
import io.oeesuite.sparkplug.DecoderLimits;
import io.oeesuite.startup.StreamsWithoutStoreMetrics;

/** The session step at work. */
final class SessionStreams implements AutoCloseable {
    /** What an MQTT message can hold here; the metrics are fewer than the bytes allow, because their names come on top in the events. */
    private static final DecoderLimits LIMITS = new DecoderLimits(2 << 20, 20_000, 200_000, 16, 1 << 16);

    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int ADMIN_TIMEOUT_MS = 10_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    /**
     * @param kafka {@code kafka.*}: where Kafka is and how to be safe with it
     * @param jsonBase the topic that those of JSON devices begin with
     * @param stop ends the service
     */
    SessionStreams(
            Map<String, Object> kafka, SessionConfig config, String jsonBase, MeterRegistry registry, Runnable stop) {
        Properties settings = StreamsSettings.of(kafka, config);
        Properties adminSettings = new Properties();
        adminSettings.putAll(kafka);
        adminSettings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.applicationId() + "-log-end");
        adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        admin = Admin.create(adminSettings);
        SessionSetup setup = new SessionSetup(
                new RawMessageReader(LIMITS, jsonBase),
                rules(config),
                config.duplicateMemory(),
                config.nodesInMemory(),
                NodeMemory.ofThisProcess(),
                new KafkaLogEnd(admin, config.applicationId()),
                new SessionMeters(registry));
        streams = new StreamsWithoutStoreMetrics(SessionTopology.of(setup), settings);
        streams.setUncaughtExceptionHandler(new StreamFailures(System::nanoTime, stop));
        metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
    }

    /** @throws IllegalArgumentException with a message for people when a limit makes no sense */
    static SessionRules rules(SessionConfig config) {
        return new SessionRules(
                config.reorderTimeout(), config.rebirthInterval(), config.deviceRebirthGrace(), config.heldLimit());
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
        admin.close(Duration.ZERO);
    }
}
