package io.oeesuite.command.ownership;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/**
 * Whether this replica is the host: it is while it has the only partition of {@code oee.commands.v1} in a consumer group of all replicas. Nothing is read by this
 * consumer, and nothing but Kafka is needed to agree.
 *
 * <pre>
 *            assigned                      revoked: the group says so, and waits for our answer
 *   Standby ──────────▶ Owner ─────────────────────────────────────────▶ Standby
 *      ▲                  │ lost: the group has gone on without us (we were paused or cut off)
 *      └──────────────────┘
 * </pre>
 *
 * <p>A replica that was paused still believes to be the owner when it goes on. {@link #check} asks the group, and must be asked before anything that only
 * the owner may do and that nothing else guards.
 */
public final class Ownership implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(3);

    private final KafkaClients kafka;
    private final String group;
    private final Duration sessionTimeout;
    private final Duty duty;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Queue<CompletableFuture<Void>> questions = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().name("ownership").daemon().unstarted(this::run);
    private volatile boolean held;
    private volatile boolean member;

    /** What follows from being the owner or not. Called on the thread that keeps the membership: {@link #begin} must not take long. */
    public interface Duty {
        void begin();

        /** Ends in good order: nobody else begins before this returns, or before the session timeout. */
        void end();

        /** Somebody else may have begun already: say nothing any more. */
        void abandon();
    }

    /** Another replica is the host, or nobody can say. */
    public static final class NotOwner extends Exception {
        private static final long serialVersionUID = 1L;

        NotOwner(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * @param group of all replicas with the same host id
     * @param sessionTimeout how long a replica may be silent until another takes over; Kafka allows 6 s and more
     */
    public Ownership(KafkaClients kafka, String group, Duration sessionTimeout, Duty duty) {
        this.kafka = kafka;
        this.group = group;
        this.sessionTimeout = sessionTimeout;
        this.duty = duty;
    }

    public void start() {
        thread.start();
    }

    /** Whether this replica believes to be the owner. */
    public boolean isHeld() {
        return held;
    }

    /** Whether this replica takes part in the choice, so that it is known whether it is the owner. */
    public boolean isMember() {
        return member;
    }

    /** Asks the group whether this replica is the owner now; fails with {@link NotOwner} when it is not, or no answer comes. */
    public CompletableFuture<Void> check() {
        var answer = new CompletableFuture<Void>();
        questions.add(answer);
        if (!thread.isAlive()) {
            refuse("this replica has stopped");
        }
        return answer;
    }

    /** Leaves the group, so that another replica takes over at once. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = kafka.consumer(settings())) {
                consumer.subscribe(List.of(Topic.COMMANDS.topicName()), new Membership(consumer));
                while (isRunning()) {
                    consumer.poll(POLL);
                    member = consumer.groupMetadata().generationId() > 0;
                    answer(consumer);
                }
            } catch (InterruptException stopped) {
                break;
            } catch (KafkaException failed) {
                LOG.warnf("Membership of %s is tried again: %s", group, failed.getMessage());
                pause();
            }
        }
        refuse("this replica is stopping");
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "ownership",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(sessionTimeout.toMillis()),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(sessionTimeout.toMillis() / 4),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                // an owner that is well keeps what it has when others come and go
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
    }

    /** To commit is to ask: only a member of the group's present generation may. */
    private void answer(Consumer<byte[], byte[]> consumer) {
        CompletableFuture<Void> question = questions.poll();
        if (question == null) {
            return;
        }
        if (!held) {
            question.completeExceptionally(new NotOwner("another replica is the host"));
            return;
        }
        var partition = new TopicPartition(Topic.COMMANDS.topicName(), 0);
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)), CHECK_LIMIT);
            question.complete(null);
        } catch (KafkaException refused) {
            question.completeExceptionally(
                    new NotOwner("Kafka does not confirm that this replica is the host: " + refused.getMessage()));
        }
    }

    private void refuse(String why) {
        for (CompletableFuture<Void> next = questions.poll(); next != null; next = questions.poll()) {
            next.completeExceptionally(new NotOwner(why));
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void pause() {
        try {
            if (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                refuse("Kafka does not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private final class Membership implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Membership(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            if (!partitions.isEmpty() && !held) {
                held = true;
                LOG.infof("This replica is the host, group=%s", group);
                duty.begin();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && held) {
                held = false;
                LOG.infof("This replica is the host no longer, group=%s", group);
                duty.end();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && held) {
                held = false;
                LOG.warnf("This replica was away and is the host no longer, group=%s", group);
                duty.abandon();
            }
        }
    }
}
