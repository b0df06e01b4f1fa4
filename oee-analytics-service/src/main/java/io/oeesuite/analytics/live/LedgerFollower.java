package io.oeesuite.analytics.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.analytics.live.DayLoader.LoadedDays;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/**
 * Keeps the live board up on a thread of its own: loads all days from the database, then reads the ledger topic from where the database
 * was, all partitions in every replica of the service, without a group.
 */
final class LedgerFollower implements Runnable {
    private static final Logger LOG = Logger.getLogger(LedgerFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final long RETRY_MS = 2_000;

    private final KafkaClients kafka;
    private final LiveBoard board;
    private final DayLoader loader;
    private final Clock clock;
    private final LiveSettings settings;
    private final Runnable onTick;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long nextTickMs;

    /** @param onTick called every {@link LiveSettings#tick} */
    LedgerFollower(
            KafkaClients kafka,
            LiveBoard board,
            DayLoader loader,
            Clock clock,
            LiveSettings settings,
            Runnable onTick) {
        this.kafka = kafka;
        this.board = board;
        this.loader = loader;
        this.clock = clock;
        this.settings = settings;
        this.onTick = onTick;
    }

    @Override
    public void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = kafka.consumer(consumerSettings())) {
                LoadedDays loaded = loader.all(clock.millis()).await().atMost(LOAD);
                board.put(loaded);
                position(consumer, loaded.offsets());
                while (isRunning()) {
                    consumer.poll(POLL).forEach(this::apply);
                    tick();
                }
            } catch (RuntimeException failure) {
                LOG.warnf("The live board starts anew: %s", failure.getMessage());
                pause();
            }
        }
    }

    void stop() {
        stopping.countDown();
    }

    private static void position(Consumer<byte[], byte[]> consumer, Map<Integer, Long> offsets) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.LEDGER.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long next = offsets.get(partition.partition());
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
                continue;
            }
            consumer.seek(partition, next);
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        try {
            var change = LedgerChange.parseFrom(kafkaRecord.value());
            board.apply(change, new LiveBoard.Position(kafkaRecord.partition(), kafkaRecord.offset()));
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.debugf(
                    "Skipped an unreadable change partition=%d offset=%d",
                    kafkaRecord.partition(), kafkaRecord.offset());
        }
    }

    private void tick() {
        long now = clock.millis();
        if (now < nextTickMs) {
            return;
        }
        nextTickMs = now + settings.tick().toMillis();
        board.turnDays(now);
        if (board.hasStale()) {
            load(now);
        }
        onTick.run();
    }

    /** Machines whose change the database does not hold yet are tried again with the next tick; so is everything while it does not answer. */
    private void load(long nowMs) {
        try {
            board.put(loader.some(board::loadable, nowMs).await().atMost(LOAD));
        } catch (RuntimeException away) {
            LOG.debugf("Live days cannot be loaded at the moment: %s", away.getMessage());
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

    private Map<String, Object> consumerSettings() {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "live",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100);
    }
}
