package io.oeesuite.analytics.store;

/** The database has applied less than it had once said: it was restored, or lost its latest transactions. */
final class DatabaseWentBackException extends IllegalStateException {
    DatabaseWentBackException(String topic, int partition, long onceOffset, long nowOffset) {
        super(
                "PostgreSQL had applied %s-%d up to offset %d and now says %d: it has lost transactions. They are applied again from Kafka"
                        .formatted(topic, partition, onceOffset, nowOffset));
    }
}
