package io.oeesuite.ingest.session.stream;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import io.oeesuite.contracts.Topic;

/** Asks Kafka: all is processed when the committed offset of the group is the end of the log. */
final class KafkaLogEnd implements LogEnd {
    private final Admin admin;
    private final String group;

    KafkaLogEnd(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    @Override
    public CompletableFuture<Boolean> isReached(int partition) {
        TopicPartition log = new TopicPartition(Topic.RAW.topicName(), partition);
        CompletableFuture<Long> end = admin.listOffsets(Map.of(log, OffsetSpec.latest()))
                .partitionResult(log)
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> found.offset());
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture()
                .thenCombine(end, (committed, endOffset) -> reached(committed.get(log), endOffset));
    }

    private static boolean reached(OffsetAndMetadata committed, long endOffset) {
        return committed != null && committed.offset() >= endOffset;
    }
}
