package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.Delivery;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;

/** The last deliveries of all replicas, in memory, for REST. */
@ApplicationScoped
@Priority(5)
public class DeliveryBook implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(DeliveryBook.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final int most;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private volatile boolean stopping;
    private Thread thread;

    DeliveryBook(KafkaClients kafka, DeliverConfig config) {
        this.kafka = kafka;
        this.most = config.shown();
    }

    /** The newest first. */
    public List<Delivery> newestFirst() {
        synchronized (deliveries) {
            return new ArrayList<>(deliveries);
        }
    }

    @Override
    public String title() {
        return "the book of deliveries";
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("delivery-book").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        stopping = true;
        if (thread != null) {
            try {
                thread.join(REST_AFTER_FAILURE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = kafka.consumer(new StringDeserializer(), Map.of())) {
                read(consumer);
            } catch (RuntimeException failure) {
                LOG.warnf("The delivery log is read anew: %s", failure.getMessage());
                rest();
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        var partition = new TopicPartition(Topic.DELIVERIES.topicName(), 0);
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
        consumer.seek(partition, Math.max(begin, end - most));
        synchronized (deliveries) {
            deliveries.clear();
        }
        while (!stopping) {
            consumer.poll(POLL).forEach(record -> add(record.value()));
        }
    }

    private void add(byte[] value) {
        try {
            Delivery delivery = Delivery.parseFrom(value);
            synchronized (deliveries) {
                deliveries.addFirst(delivery);
                if (deliveries.size() > most) {
                    deliveries.removeLast();
                }
            }
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.warnf("A delivery cannot be read and is left out: %s", unreadable.getMessage());
        }
    }

    private void rest() {
        try {
            Thread.sleep(REST_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
