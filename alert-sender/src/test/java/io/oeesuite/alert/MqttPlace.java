package io.oeesuite.alert;

import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import io.oeesuite.contracts.Topic;

/** The place of MQTT in the alerts on Kafka. */
final class MqttPlace {
    private MqttPlace() {}

    /** How many alerts it has not passed. */
    static long lag(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var committed = admin.listConsumerGroupOffsets("oee-alert-sender-mqtt")
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (int number = 0; number < Topic.ALERTS.partitions(); number++) {
                var partition = new TopicPartition(Topic.ALERTS.topicName(), number);
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                lag += end
                        - (committed.get(partition) == null
                                ? 0
                                : committed.get(partition).offset());
            }
            return lag;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
