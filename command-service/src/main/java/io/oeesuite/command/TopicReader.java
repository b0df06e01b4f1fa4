package io.oeesuite.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/**
 * Reads topics on a thread of its own, all partitions, from where it is told to and on for ever. It belongs to no consumer group: every replica reads everything.
 *
 * <p>What has been committed is taken, in the order of each partition. A record that cannot be read is logged and passed over. When Kafka fails, it goes on where it was.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final KafkaClients kafka;
    private final Map<String, Topic> topics;
    private final Function<Topic, Start> starts;
    private final Sink sink;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    /** Where reading begins. */
    public sealed interface Start {
        /** With the first record there is. */
        record Beginning() implements Start {}

        /** With the first record that was appended at or after this time. */
        record Since(Instant time) implements Start {}

        /** With the first record that is appended from now on. */
        record End() implements Start {}
    }

    /** Who takes the records, on the reader's thread. */
    public interface Sink {
        /** @throws InvalidProtocolBufferException when the record is not what the topic promises; it is passed over then */
        void take(Topic topic, ConsumerRecord<byte[], byte[]> taken) throws InvalidProtocolBufferException;
    }

    private record Waiting(Map<TopicPartition, Long> ends, CompletableFuture<Void> reached) {}

    /** @param name of the thread, for people */
    public TopicReader(String name, KafkaClients kafka, List<Topic> topics, Function<Topic, Start> starts, Sink sink) {
        this.name = name;
        this.kafka = kafka;
        this.starts = starts;
        this.sink = sink;
        this.topics = new HashMap<>();
        topics.forEach(topic -> this.topics.put(topic.topicName(), topic));
    }

    /** Begins; what is there at this moment is the first end, see {@link #caughtUp()}. */
    public void start() {
        CompletableFuture<Void> first = reachEnd();
        first.thenRun(() -> caughtUp.complete(null));
        thread = Optional.of(Thread.ofPlatform().name(name).daemon().start(this::run));
    }

    /** Completes when everything that was there at the start has been taken. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Completes when everything that is there now has been taken. */
    public CompletableFuture<Void> reachEnd() {
        var reached = new CompletableFuture<Void>();
        asked.add(reached);
        return reached;
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.ifPresent(TopicReader::join);
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of("client.id", name))) {
                readWith(consumer);
            } catch (InterruptException stopped) {
                return;
            } catch (RuntimeException failed) {
                // whatever it is: a picture that stands still would be taken for the plant
                LOG.warnf("Reading %s is tried again: %s", topics.keySet(), failed.getMessage());
                pause();
            }
        }
    }

    private void readWith(Consumer<byte[], byte[]> consumer) {
        begin(consumer);
        while (isRunning()) {
            for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
                take(next);
            }
            consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
            answer(consumer);
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = topics.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long known = positions.get(partition);
            if (known != null) {
                consumer.seek(partition, known);
                continue;
            }
            switch (starts.apply(topics.get(partition.topic()))) {
                case Start.Beginning _ -> consumer.seekToBeginning(List.of(partition));
                case Start.End _ -> consumer.seekToEnd(List.of(partition));
                case Start.Since(Instant time) -> times.put(partition, time.toEpochMilli());
            }
        }
        if (!times.isEmpty()) {
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found == null) {
                    consumer.seekToEnd(List.of(partition));
                    return;
                }
                consumer.seek(partition, found.offset());
            });
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    }

    private void take(ConsumerRecord<byte[], byte[]> next) {
        try {
            sink.take(topics.get(next.topic()), next);
        } catch (InvalidProtocolBufferException | RuntimeException unusable) {
            LOG.errorf(
                    unusable,
                    "A record is passed over: topic=%s partition=%d offset=%d",
                    next.topic(),
                    next.partition(),
                    next.offset());
        }
    }

    private void answer(Consumer<byte[], byte[]> consumer) {
        ask(consumer);
        waiting.removeIf(each -> {
            boolean there = each.ends().entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
            if (there) {
                each.reached().complete(null);
            }
            return there;
        });
    }

    /** Whoever asks is told of what was there at or after that moment. */
    private void ask(Consumer<byte[], byte[]> consumer) {
        List<CompletableFuture<Void>> questions = new ArrayList<>();
        for (CompletableFuture<Void> next = asked.poll(); next != null; next = asked.poll()) {
            questions.add(next);
        }
        if (questions.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), END_LIMIT);
            questions.forEach(question -> waiting.add(new Waiting(ends, question)));
        } catch (KafkaException failed) {
            asked.addAll(questions);
            throw failed;
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("%s stops", name);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
