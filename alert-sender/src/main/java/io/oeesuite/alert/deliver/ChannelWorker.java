package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import io.oeesuite.alert.channel.Attempt;
import io.oeesuite.alert.channel.Channel;
import io.oeesuite.contracts.DeliveryStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;
import io.oeesuite.contracts.Topic;

/**
 * Tells one notification after the other over one channel, on a thread of its own. What was told is committed before the next; whoever comes after a crash begins
 * with the one that was being told. While the receiver is away the channel waits with it, keeping its place, and holds up nobody else. What it does not get rid of
 * after some attempts is set aside: the rest goes on, but for what concerns the same machine.
 */
final class ChannelWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(ChannelWorker.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
    /** From when on it is asked whether the alert is over meanwhile. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Channel channel;
    private final NotificationReader reader;
    private final DeliveryLog log;
    private final DeliverConfig config;
    private final Predicate<Notification> isOver;
    private final Pauses pauses;
    private final SetAside aside = new SetAside();
    private volatile boolean stopping;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();
    private volatile OptionalLong oldestUntoldMs = OptionalLong.empty();
    /** Grows with every rebalance: what was fetched before may be somebody else's now. */
    private int assignment;

    private int restoredIn;

    /** @param isOver whether what a notification tells of has ended */
    ChannelWorker(
            Channel channel,
            NotificationReader reader,
            DeliveryLog log,
            DeliverConfig config,
            Predicate<Notification> isOver) {
        this.channel = channel;
        this.reader = reader;
        this.log = log;
        this.config = config;
        this.isOver = isOver;
        this.pauses = new Pauses(config.firstPause(), config.longestPause());
    }

    String channelName() {
        return channel.name();
    }

    /** Why not all is told, for people; empty when all goes well. */
    Optional<String> trouble() {
        return failure.or(() -> trouble);
    }

    /** When the oldest that could not be told yet was decided. */
    OptionalLong oldestUntoldMs() {
        return oldestUntoldMs;
    }

    /** Makes {@link #run} end soon. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = reader.consumer(channel.name())) {
                consumer.subscribe(List.of(Topic.NOTIFICATIONS.topicName()), new Assignments());
                while (!stopping) {
                    work(consumer);
                    failure = Optional.empty();
                }
            } catch (WakeupException stopped) {
                return;
            } catch (RuntimeException unexpected) {
                LOG.warnf(unexpected, "A channel begins anew from its last commit: channel=%s", channel.name());
                failure = Optional.of("begins anew again and again: " + unexpected.getMessage());
                rest();
            }
        }
    }

    private void work(Consumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (restoredIn != assignment) {
            restoredIn = assignment;
            restore(consumer);
        }
        tellSetAside(consumer);
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                Optional<Untold> own = reader.read(record, channel.name());
                if (own.isPresent() && (!isSettled(consumer, own.get()) || assignment != restoredIn)) {
                    // what is left was not committed: it comes again, to us or to whoever has it now
                    consumer.assignment().forEach(each -> seekToCommitted(consumer, each));
                    return;
                }
                if (own.isPresent()) {
                    commit(consumer, partition, record.offset() + 1);
                }
            }
            commit(consumer, partition, records.records(partition).getLast().offset() + 1);
        }
    }

    private void commit(Consumer<String, byte[]> consumer, TopicPartition partition, long next) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next, aside.places(partition))));
        noteState(Optional.empty());
    }

    private static void seekToCommitted(Consumer<String, byte[]> consumer, TopicPartition partition) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed);
        }
    }

    /** What was set aside by whoever had the partitions before. */
    private void restore(Consumer<String, byte[]> consumer) {
        aside.clear();
        consumer.committed(consumer.assignment()).forEach((partition, committed) -> {
            if (committed != null) {
                reader.at(partition, SetAside.offsets(committed.metadata()), channel.name())
                        .forEach(aside::add);
            }
        });
    }

    /** One after the other, until one is not taken: then the others need not be tried either for the moment. */
    private void tellSetAside(Consumer<String, byte[]> consumer) {
        for (Untold untold : aside.due(System.currentTimeMillis())) {
            if (stopping || assignment != restoredIn || !attempt(untold)) {
                return;
            }
            if (assignment == restoredIn) {
                aside.remove(untold);
                OffsetAndMetadata committed =
                        consumer.committed(Set.of(untold.partition())).get(untold.partition());
                commit(consumer, untold.partition(), committed.offset());
            }
        }
    }

    /** @return false when it must be told by somebody later */
    private boolean isSettled(Consumer<String, byte[]> consumer, Untold untold) {
        while (!stopping && assignment == restoredIn) {
            boolean waitsForAnother = aside.concerns(untold.machine());
            if (!waitsForAnother && attempt(untold)) {
                return true;
            }
            boolean hopeless = untold.attempts() >= config.setAsideAfter();
            if ((waitsForAnother || hopeless) && aside.hasRoom()) {
                aside.add(untold);
                LOG.infof(
                        "A notification is set aside: channel=%s notification=%s attempts=%d",
                        channel.name(), untold.notification().getId(), untold.attempts());
                return true;
            }
            pause(consumer, pauses.after(Math.max(1, untold.attempts())));
            tellSetAside(consumer);
        }
        return false;
    }

    /** @return whether nothing more is to be done about it */
    private boolean attempt(Untold untold) {
        Notification notification = untold.notification();
        noteState(Optional.of(untold));
        if (isLate(untold) && isOver.test(notification)) {
            write(untold, DeliveryStatus.DELIVERY_STATUS_SKIPPED, "the alert is over");
            return true;
        }
        untold.tried();
        return switch (channel.tell(notification)) {
            case Attempt.Told told -> {
                trouble = Optional.of(told.remark()).filter(remark -> !remark.isEmpty());
                write(untold, DeliveryStatus.DELIVERY_STATUS_DELIVERED, told.remark());
                yield true;
            }
            case Attempt.Refused refused -> {
                trouble = Optional.of("refused for good: " + refused.reason());
                LOG.warnf(
                        "A notification is refused for good: channel=%s notification=%s reason=%s",
                        channel.name(), notification.getId(), refused.reason());
                write(untold, DeliveryStatus.DELIVERY_STATUS_REFUSED, refused.reason());
                yield true;
            }
            case Attempt.NotNow notNow -> isGivenUp(untold, notNow.reason());
        };
    }

    private boolean isGivenUp(Untold untold, String reason) {
        trouble = Optional.of(reason);
        untold.putOff(
                System.currentTimeMillis() + pauses.after(untold.attempts()).toMillis(), reason);
        if (ageMs(untold) > config.giveUpAfter().toMillis()) {
            trouble = Optional.of("given up: " + reason);
            LOG.warnf(
                    "A notification is given up: channel=%s notification=%s attempts=%d reason=%s",
                    channel.name(), untold.notification().getId(), untold.attempts(), reason);
            write(untold, DeliveryStatus.DELIVERY_STATUS_EXPIRED, reason);
            return true;
        }
        if (untold.attempts() == 1) {
            LOG.warnf("A channel does not get through and tries again: channel=%s reason=%s", channel.name(), reason);
            write(untold, DeliveryStatus.DELIVERY_STATUS_FAILING, reason);
        }
        return false;
    }

    /** Told is told; what has been waiting need not be any more once the alert is over, but the end is news. */
    private static boolean isLate(Untold untold) {
        return untold.notification().getCause() != NotificationCause.NOTIFICATION_CAUSE_RESOLVED
                && (untold.attempts() > 0 || ageMs(untold) > LATE.toMillis());
    }

    private static long ageMs(Untold untold) {
        return System.currentTimeMillis() - untold.notification().getDecidedMs();
    }

    private void noteState(Optional<Untold> current) {
        LongStream waiting =
                current.stream().mapToLong(untold -> untold.notification().getDecidedMs());
        oldestUntoldMs = LongStream.concat(waiting, aside.oldestMs().stream()).min();
        if (trouble.isEmpty()) {
            trouble = aside.first().map(first -> aside.size() + " set aside, the first because of " + first.reason());
        }
    }

    private void write(Untold untold, DeliveryStatus status, String detail) {
        try {
            log.write(untold.notification(), status, untold.attempts(), detail)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException kafkaIsAway) {
            throw new IllegalStateException("the delivery log cannot be written", kafkaIsAway.getCause());
        }
    }

    /** Waits without fetching anything and stays a member of the group. */
    private void pause(Consumer<String, byte[]> consumer, Duration time) {
        consumer.pause(consumer.assignment());
        long end = System.nanoTime() + time.toNanos();
        while (!stopping && System.nanoTime() < end) {
            consumer.poll(POLL.compareTo(time) < 0 ? POLL : time);
            consumer.pause(consumer.assignment());
        }
        consumer.resume(consumer.paused());
    }

    private void rest() {
        try {
            Thread.sleep(REST_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assignment++;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assignment++;
        }
    }
}
