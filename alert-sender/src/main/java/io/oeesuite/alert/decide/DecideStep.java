package io.oeesuite.alert.decide;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.oeesuite.alert.channel.Channels;
import io.oeesuite.alert.policy.CallingPolicy;
import io.oeesuite.alert.policy.Route;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.oeesuite.startup.StreamsWithoutStoreMetrics;

/** Wires the topology into the service. */
@ApplicationScoped
@Priority(10)
class DecideStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(DecideStep.class);
    private static final int SESSION_TIMEOUT_MS = 6_000;
    private static final int HEARTBEAT_MS = 2_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DecideConfig config;
    private final KafkaClients kafka;
    private final Channels channels;
    private final MeterRegistry registry;
    private CallingPolicy policy;
    private volatile Optional<KafkaStreams> streams = Optional.empty();
    private volatile Optional<KafkaStreamsMetrics> metrics = Optional.empty();

    DecideStep(DecideConfig config, KafkaClients kafka, Channels channels, MeterRegistry registry) {
        this.config = config;
        this.kafka = kafka;
        this.channels = channels;
        this.registry = registry;
    }

    @Override
    public void checkSettings() {
        if (!config.memory().isPositive()) {
            throw new InvalidSettings("OEE_ALERT_MEMORY is " + config.memory() + ", it must be positive, as 30D");
        }
        policy = new CallingPolicy(new ConfiguredRoutes(config, channels.names()).read());
    }

    @Override
    public void start() {
        Counter unreadable = registry.counter("oee.alert.unreadable.records", "step", "decide");
        var started = new StreamsWithoutStoreMetrics(
                DecideTopology.of(policy, config.memory(), config.freshness(), unreadable::increment), settings());
        started.setUncaughtExceptionHandler(failure -> {
            LOG.warnf(failure, "Deciding failed and goes on from its last commit");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        var measured = new KafkaStreamsMetrics(started);
        measured.bindTo(registry);
        metrics = Optional.of(measured);
        streams = Optional.of(started);
        started.start();
        LOG.infof(
                "Decide step: application=%s instance=%s routes=%s",
                config.applicationId(),
                config.instanceId(),
                policy.routes().stream().map(Route::name).toList());
    }

    @Override
    public void stop() {
        streams.ifPresent(running -> running.close(CLOSE_TIMEOUT));
        metrics.ifPresent(KafkaStreamsMetrics::close);
    }

    @Override
    public String title() {
        return "decisions";
    }

    /** Empty before the start. */
    Optional<State> state() {
        return streams.map(KafkaStreams::state);
    }

    /** @throws IllegalStateException when it cannot be asked now */
    List<byte[]> values(String globalStore) {
        var values = new java.util.ArrayList<byte[]>();
        try (var all = store(globalStore).all()) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    /** @throws IllegalStateException when it cannot be asked now */
    Optional<byte[]> value(String globalStore, String key) {
        return Optional.ofNullable(store(globalStore).get(key));
    }

    private ReadOnlyKeyValueStore<String, byte[]> store(String name) {
        KafkaStreams running = streams.orElseThrow(() -> new IllegalStateException("not started"));
        try {
            return running.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
        } catch (org.apache.kafka.streams.errors.StreamsException | IllegalStateException notNow) {
            throw new IllegalStateException(notNow.getMessage(), notNow);
        }
    }

    private Properties settings() {
        Map<String, Object> all = new HashMap<>(kafka.settings());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        all.put(StreamsConfig.CLIENT_ID_CONFIG, config.applicationId() + "-" + config.instanceId());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        all.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }
}
