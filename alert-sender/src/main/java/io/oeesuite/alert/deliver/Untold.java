package io.oeesuite.alert.deliver;

import org.apache.kafka.common.TopicPartition;

import io.oeesuite.contracts.Notification;

/** A notification that has not been told yet, where it stands in the log, and how it has fared so far. */
final class Untold {
    private final TopicPartition partition;
    private final long offset;
    private final Notification notification;
    private int attempts;
    private long dueMs;
    private String reason = "";

    Untold(TopicPartition partition, long offset, Notification notification) {
        this.partition = partition;
        this.offset = offset;
        this.notification = notification;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    Notification notification() {
        return notification;
    }

    /** What is told of it is told in order. */
    String machine() {
        return notification.getAlert().getEquipment();
    }

    /** How often it was tried. */
    int attempts() {
        return attempts;
    }

    /** Why it was not taken, for people. */
    String reason() {
        return reason;
    }

    long dueMs() {
        return dueMs;
    }

    void tried() {
        attempts++;
    }

    void putOff(long untilMs, String because) {
        dueMs = untilMs;
        reason = because;
    }
}
