package io.oeesuite.alert.mqtt;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/** Whether the partitions of alerts are still those that they were: what was fetched from one that was taken away is somebody else's to show. */
@ApplicationScoped
@Identifier(AlertPartitions.NAME)
class AlertPartitions implements KafkaConsumerRebalanceListener {
    static final String NAME = "alerts";

    private final AtomicInteger term = new AtomicInteger();

    /** Another number once partitions were taken away. */
    int term() {
        return term.get();
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            term.incrementAndGet();
        }
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }
}
