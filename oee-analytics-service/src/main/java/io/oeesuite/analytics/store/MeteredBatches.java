package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Batches on their way into PostgreSQL, counted, timed and traced. */
final class MeteredBatches implements KafkaFeed.Batches {
    private final String topic;
    private final BatchApplier<?> applier;
    private final BatchSpans spans;
    private final MeterRegistry meters;
    private final Counter records;
    private final Timer time;
    private final Timer delay;

    MeteredBatches(String topic, BatchApplier<?> applier, BatchSpans spans, MeterRegistry meters) {
        this.topic = topic;
        this.applier = applier;
        this.spans = spans;
        this.meters = meters;
        this.records = meters.counter("oee.store.records", "topic", topic);
        this.time = meters.timer("oee.store.batch", "topic", topic);
        this.delay = Timer.builder("oee.store.delay")
                .description("From a record's append to its topic to the commit that shows it")
                .tag("topic", topic)
                // the bounds that the objectives in docs/operations/objectives.md may be set to
                .serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30))
                .register(meters);
    }

    @Override
    public Uni<Map<Integer, Long>> applied() {
        return applier.applied();
    }

    @Override
    public Uni<Void> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return spans.around(topic, batch, applier.apply(batch)).invoke(() -> {
                sample.stop(time);
                records.increment(batch.size());
                long shown = System.currentTimeMillis();
                batch.forEach(record -> delay.record(shown - record.timestamp(), TimeUnit.MILLISECONDS));
            });
        });
    }
}
