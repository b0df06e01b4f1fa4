package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/**
 * Carries one topic into PostgreSQL on a thread of its own.
 *
 * <pre>
 *   assigned ──► positioned at the offset that PostgreSQL says ──► poll ──► apply ──► commit ──┐
 *                         ▲                                        ▲         │                 │
 *                         └─────────────── wait ◄─── fails ────────│─────────┘                 │
 *                                                                  └───────────────────────────┘
 * </pre>
 *
 * <p>After a failure PostgreSQL is asked again how far it has come, as it may have lost its latest transactions. Until it answers nothing is fetched, and the
 * thread keeps polling so that it stays in the group. Nothing is given up: records are tried until they are applied or the service stops.
 */
final class KafkaFeed implements Runnable {
    private static final Logger LOG = Logger.getLogger(KafkaFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Batches batches;
    private final StoreSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<TopicPartition> unpositioned = new HashSet<>();
    private volatile Optional<String> problem = Optional.of("not started");
    private volatile long lag;
    private Consumer<byte[], byte[]> consumer;
    private Duration wait = FIRST_PAUSE;

    /** Where batches go and how far they got. */
    interface Batches {
        /** Partition to next offset. */
        Uni<Map<Integer, Long>> applied();

        Uni<Void> apply(List<ConsumerRecord<byte[], byte[]>> batch);
    }

    KafkaFeed(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Batches batches, StoreSettings settings) {
        this.topic = topic;
        this.consumers = consumers;
        this.batches = batches;
        this.settings = settings;
    }

    @Override
    public void run() {
        while (isRunning()) {
            try {
                consumeUntilStopped();
            } catch (RuntimeException failure) {
                report(failure);
                pause(settings.retryMax());
            }
        }
    }

    void stop() {
        stopping.countDown();
    }

    String topic() {
        return topic;
    }

    /** What keeps the feed from writing, empty when nothing does. */
    Optional<String> problem() {
        return problem;
    }

    /** Records not yet applied, as of the last poll; also while nothing is fetched because PostgreSQL is away. */
    long lag() {
        return lag;
    }

    private void consumeUntilStopped() {
        try (Consumer<byte[], byte[]> opened = consumers.get()) {
            consumer = opened;
            unpositioned.clear();
            consumer.subscribe(List.of(topic), new PauseUntilPositioned());
            while (isRunning()) {
                var records = consumer.poll(POLL);
                if (!unpositioned.isEmpty()) {
                    // records that came all the same are fetched again
                    unpositioned.addAll(consumer.assignment());
                    position();
                    lag = measureLag();
                    continue;
                }
                if (records.isEmpty()) {
                    recovered();
                } else {
                    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
                    records.forEach(batch::add);
                    apply(batch);
                }
                lag = measureLag();
            }
        }
    }

    private void position() {
        Map<Integer, Long> applied;
        try {
            applied = await(batches.applied());
        } catch (RuntimeException failure) {
            waitAfter(failure);
            return;
        }
        for (TopicPartition partition : unpositioned) {
            Long next = applied.get(partition.partition());
            if (next == null) {
                // not where the group was: the database may be a new one
                consumer.seekToBeginning(List.of(partition));
                continue;
            }
            consumer.seek(partition, next);
        }
        consumer.resume(unpositioned);
        unpositioned.clear();
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            await(batches.apply(batch));
            consumer.commitAsync();
            recovered();
        } catch (RuntimeException failure) {
            // the latest is looked at first, so that the earliest stays
            batch.reversed()
                    .forEach(record ->
                            consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset()));
            waitAfter(failure);
        }
    }

    private void recovered() {
        wait = FIRST_PAUSE;
        problem = Optional.empty();
    }

    /** Nothing is fetched until it is known how far PostgreSQL has come. */
    private void waitAfter(RuntimeException failure) {
        report(failure);
        consumer.pause(consumer.assignment());
        unpositioned.addAll(consumer.assignment());
        pause(wait);
        wait = longer(wait);
    }

    private Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(settings.retryMax()) > 0 ? settings.retryMax() : twice;
    }

    private long measureLag() {
        if (!unpositioned.isEmpty()) {
            return measureLagOfPaused();
        }
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** A consumer hears of the ends of those partitions only that it fetches from: the others' must be asked for. */
    private long measureLagOfPaused() {
        try {
            return consumer.endOffsets(consumer.assignment(), END_PATIENCE).entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), END_PATIENCE)))
                    .sum();
        } catch (KafkaException away) {
            return lag;
        }
    }

    private void report(RuntimeException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (problem.filter(reason::equals).isEmpty()) {
            LOG.warnf("Cannot write to PostgreSQL, trying again: %s topic=%s", reason, topic);
        }
        problem = Optional.of(reason);
    }

    private <V> V await(Uni<V> work) {
        return work.await().atMost(settings.transactionTimeout());
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void pause(Duration time) {
        try {
            stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private final class PauseUntilPositioned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            unpositioned.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            unpositioned.removeAll(partitions);
        }
    }
}
