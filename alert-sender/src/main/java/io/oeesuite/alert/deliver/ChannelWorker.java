package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.alert.channel.Attempt;
import io.oeesuite.alert.channel.Channel;
import io.oeesuite.contracts.DeliveryStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/**
 * Tells one notification after the other over one channel, on a thread of its own. What was told is committed before the next; whoever comes after a crash begins
 * with the one that was being told. While the receiver is away the channel waits with it, keeping its place, and holds up nobody else.
 */
final class ChannelWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(ChannelWorker.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Channel channel;
    private final KafkaClients kafka;
    private final String groupPrefix;
    private final DeliveryLog log;
    private final DeliverConfig config;
    private final Pauses pauses;
    private volatile boolean stopping;
    private volatile Optional<String> trouble = Optional.empty();
    /** Grows with every rebalance: what was fetched before may be somebody else's now. */
    private int assignment;

    ChannelWorker(Channel channel, KafkaClients kafka, String groupPrefix, DeliveryLog log, DeliverConfig config) {
        this.channel = channel;
        this.kafka = kafka;
        this.groupPrefix = groupPrefix;
        this.log = log;
        this.config = config;
        this.pauses = new Pauses(config.firstPause(), config.longestPause());
    }

    String channelName() {
        return channel.name();
    }

    /** Why nothing can be told now, for people; empty when all goes well. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Makes {@link #run} end soon. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                consumer.subscribe(List.of(Topic.NOTIFICATIONS.topicName()), new Assignments());
                while (!stopping) {
                    work(consumer);
                }
            } catch (WakeupException stopped) {
                return;
            } catch (RuntimeException failure) {
                LOG.warnf(failure, "A channel begins anew from its last commit: channel=%s", channel.name());
                rest();
            }
        }
    }

    private Consumer<String, byte[]> consumer() {
        return kafka.consumer(
                new StringDeserializer(),
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG, groupPrefix + "-" + channel.name(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000));
    }

    private void work(Consumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        int fetchedIn = assignment;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                Optional<Notification> own = own(record);
                if (own.isPresent() && (!told(consumer, own.get()) || assignment != fetchedIn)) {
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

    private static void commit(Consumer<String, byte[]> consumer, TopicPartition partition, long next) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
    }

    private static void seekToCommitted(Consumer<String, byte[]> consumer, TopicPartition partition) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed);
        }
    }

    /** What is to be told over this channel; empty for others' and for what cannot be read. */
    private Optional<Notification> own(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(Notification.parseFrom(record.value()))
                    .filter(notification -> notification.getChannel().equals(channel.name()));
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.warnf(
                    "A notification cannot be read and is left out: partition=%d offset=%d",
                    record.partition(), record.offset());
            return Optional.empty();
        }
    }

    /** @return false when it must be told by somebody later */
    private boolean told(Consumer<String, byte[]> consumer, Notification notification) {
        int begunIn = assignment;
        for (int attempts = 1; !stopping; attempts++) {
            switch (channel.tell(notification)) {
                case Attempt.Told _ -> {
                    trouble = Optional.empty();
                    write(notification, DeliveryStatus.DELIVERY_STATUS_DELIVERED, attempts, "");
                    return true;
                }
                case Attempt.Refused refused -> {
                    LOG.warnf(
                            "A notification is refused for good: channel=%s notification=%s reason=%s",
                            channel.name(), notification.getId(), refused.reason());
                    write(notification, DeliveryStatus.DELIVERY_STATUS_REFUSED, attempts, refused.reason());
                    return true;
                }
                case Attempt.NotNow notNow -> {
                    if (attempts == 1) {
                        LOG.warnf(
                                "A channel does not get through and tries again: channel=%s reason=%s",
                                channel.name(), notNow.reason());
                        write(notification, DeliveryStatus.DELIVERY_STATUS_FAILING, attempts, notNow.reason());
                    }
                    trouble = Optional.of(notNow.reason());
                    if (isTooOld(notification)) {
                        write(notification, DeliveryStatus.DELIVERY_STATUS_EXPIRED, attempts, notNow.reason());
                        return true;
                    }
                }
            }
            pause(consumer, pauses.after(attempts));
            if (assignment != begunIn) {
                return false;
            }
        }
        return false;
    }

    private boolean isTooOld(Notification notification) {
        return System.currentTimeMillis() - notification.getDecidedMs()
                > config.giveUpAfter().toMillis();
    }

    private void write(Notification notification, DeliveryStatus status, int attempts, String detail) {
        try {
            log.write(notification, status, attempts, detail)
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
