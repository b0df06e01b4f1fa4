package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a feed says of its lag while nothing can be written; {@link DatabaseRestartTest} shows that nothing is lost then. */
class KafkaFeedTest {
    private static final TopicPartition PARTITION = new TopicPartition("a-topic", 0);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final Database database = new Database();
    private final KafkaFeed feed = new KafkaFeed(PARTITION.topic(), () -> kafka, database, new Settings());
    private final Thread thread = new Thread(feed);

    @BeforeEach
    void assign() {
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, 0L));
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(PARTITION)));
    }

    @AfterEach
    void stop() throws Exception {
        feed.stop();
        thread.join(LIMIT);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayFromTheStartIsCounted() {
        database.away = Optional.of("no answer");
        thread.start();
        await().atMost(LIMIT).until(() -> feed.problem().equals(database.away));

        kafka.updateEndOffsets(Map.of(PARTITION, 70_000L));

        await().atMost(LIMIT).until(() -> feed.lag() == 70_000);
    }

    @Test
    void soIsWhatWasFetchedAndCouldNotBeWritten() {
        database.applied = 10;
        kafka.schedulePollTask(() -> {
            database.away = Optional.of("gone in the middle");
            kafka.updateEndOffsets(Map.of(PARTITION, 12L));
            kafka.addRecord(record(10));
            kafka.addRecord(record(11));
        });
        thread.start();
        await().atMost(LIMIT).until(() -> feed.lag() == 2);

        kafka.updateEndOffsets(Map.of(PARTITION, 70_010L));
        await().atMost(LIMIT).until(() -> feed.lag() == 70_000);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]);
    }

    private static final class Database implements KafkaFeed.Batches {
        volatile Optional<String> away = Optional.empty();
        volatile long applied;

        @Override
        public Uni<Map<Integer, Long>> applied() {
            return away.<Uni<Map<Integer, Long>>>map(why -> Uni.createFrom().failure(new IllegalStateException(why)))
                    .orElseGet(() -> Uni.createFrom().item(Map.of(PARTITION.partition(), applied)));
        }

        @Override
        public Uni<Void> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
            return away.<Uni<Void>>map(why -> Uni.createFrom().failure(new IllegalStateException(why)))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }
    }

    private record Settings() implements StoreSettings {
        @Override
        public int batchSize() {
            return 5_000;
        }

        @Override
        public Duration retryMax() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration transactionTimeout() {
            return LIMIT;
        }

        @Override
        public String group() {
            return "a-group";
        }
    }
}
