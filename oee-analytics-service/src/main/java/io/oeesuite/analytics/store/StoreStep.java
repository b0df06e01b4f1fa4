package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.All;
import io.vertx.mutiny.sqlclient.Pool;

/** Carries ledger, results and models from Kafka into PostgreSQL, one feed per topic. */
@ApplicationScoped
@Priority(10)
class StoreStep implements ServiceStep {
    private final List<RecordSink<?>> sinks;
    private final Pool pool;
    private final StoreSettings settings;
    private final KafkaClients kafka;
    private final MeterRegistry meters;
    private final BatchSpans spans;
    private final LedgerProgress ledgerProgress;
    private final List<KafkaFeed> feeds = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    StoreStep(
            @All List<RecordSink<?>> sinks,
            Pool pool,
            StoreSettings settings,
            KafkaClients kafka,
            MeterRegistry meters,
            OpenTelemetry telemetry,
            LedgerProgress ledgerProgress) {
        this.sinks = sinks;
        this.pool = pool;
        this.settings = settings;
        this.kafka = kafka;
        this.meters = meters;
        this.spans = new BatchSpans(telemetry);
        this.ledgerProgress = ledgerProgress;
    }

    @Override
    public void start() {
        Map<Topic, String> topicIds = TopicIds.of(kafka);
        ledgerProgress.follow(new AppliedOffsets(topicIds.get(Topic.LEDGER), Topic.LEDGER.topicName()));
        for (RecordSink<?> sink : sinks) {
            KafkaFeed feed = feed(sink, topicIds.get(sink.topic()));
            feeds.add(feed);
            threads.add(Thread.ofPlatform().name("store-" + feed.topic()).start(feed));
        }
    }

    @Override
    public void stop() {
        feeds.forEach(KafkaFeed::stop);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Topic to what keeps it from being written; empty when all is well. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        feeds.forEach(feed -> feed.problem().ifPresent(problem -> problems.put(feed.topic(), problem)));
        return problems;
    }

    @Override
    public String title() {
        return "the store";
    }

    private <T> KafkaFeed feed(RecordSink<T> sink, String topicId) {
        String topic = sink.topic().topicName();
        Tags tags = Tags.of("topic", topic);
        var offsets = new AppliedOffsets(topicId, topic);
        var unreadable = meters.counter("oee.store.unreadable.records", tags);
        var applier = new BatchApplier<>(sink, pool, offsets, unreadable::increment);
        var batches = new MeteredBatches(topic, applier, spans, meters);
        var feed = new KafkaFeed(topic, () -> kafka.consumer(consumerSettings(topic)), batches, settings);
        meters.gauge("oee.store.lag.records", tags, feed, KafkaFeed::lag);
        return feed;
    }

    private Map<String, Object> consumerSettings(String topic) {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, settings.group() + "-" + topic),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "store-" + topic),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize()),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000));
    }
}
