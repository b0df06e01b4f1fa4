package io.oeesuite.contracts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Kafka topics of the suite: the one place that says how they are called, cut and kept.
 *
 * <p>Every topic carries {@code LogAppendTime}; event times live in the values, so that replaying an old log is not eaten by retention.
 */
public enum Topic {
    /** Payload bytes as received; MQTT topic, QoS and receive time in {@link RawHeaders}. Key: group/node. The audit log. */
    RAW("oee.raw.v1", Partitions.DATA, Duration.ofDays(90)),
    /** {@link MachineEvent}. Key: machine. */
    EVENTS("oee.events.v1", Partitions.DATA, Duration.ofDays(90)),
    /** {@link Birth}. Key: group/node[/device]. */
    BIRTHS("oee.births.v1", Partitions.DATA),
    /** {@link RebirthRequest}. Key: group/node. */
    REBIRTH_REQUESTS("oee.rebirth-requests.v1", 1, Duration.ofDays(1)),
    /** {@link MachineModel}. Key: machine@valid-from. */
    MACHINES("oee.machines.v1", 1),
    /** {@link LedgerChange}. Key: machine. */
    LEDGER("oee.ledger.v1", Partitions.DATA, Duration.ofDays(7)),
    /** {@link OeeResult}. Key: equipment|window|start|version. */
    RESULTS("oee.results.v1", Partitions.DATA),
    /** {@link HostHealth}. Key: service instance. */
    HOST_HEALTH("oee.host-health.v1", 1),
    /** Raw bytes that could not be used; the reason in {@link DeadLetterHeaders}. Key: that of the source. */
    DEAD_LETTERS("oee.dead-letters.v1", 1, Duration.ofDays(30));

    private final String topicName;
    private final int partitions;
    private final Optional<Duration> retention;

    /** A compacted topic: the last value of each key is kept for ever. */
    Topic(String topicName, int partitions) {
        this(topicName, partitions, Optional.empty());
    }

    Topic(String topicName, int partitions, Duration retention) {
        this(topicName, partitions, Optional.of(retention));
    }

    Topic(String topicName, int partitions, Optional<Duration> retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    /** How many partitions a new topic gets, ≥ 1. The data topics share one number, so that they are co-partitioned. */
    public int partitions() {
        return partitions;
    }

    public boolean compacted() {
        return retention.isEmpty();
    }

    /** How long records are kept; empty for a compacted topic. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** The topic configuration for Kafka's admin client. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("cleanup.policy", compacted() ? "compact" : "delete");
        retention.ifPresent(kept -> settings.put("retention.ms", Long.toString(kept.toMillis())));
        return settings;
    }

    /** Constants that an enum's own constants cannot refer to otherwise. */
    private static final class Partitions {
        static final int DATA = 6;
    }
}
