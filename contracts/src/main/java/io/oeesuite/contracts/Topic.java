package io.oeesuite.contracts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.protobuf.Descriptors.Descriptor;

/**
 * The Kafka topics of the suite: the one place that says how they are called, cut and kept.
 *
 * <p>Every topic carries {@code LogAppendTime}; event times live in the values, so that replaying an old log is not eaten by retention.
 */
public enum Topic {
    /** Payload bytes as received; MQTT topic, QoS and receive time in {@link RawHeaders}. The audit log. */
    RAW("oee.raw.v1", "group/node", Cut.DATA, Kept.forDays(90), Optional.empty()),
    /** What each message said of each machine. */
    EVENTS("oee.events.v1", "machine", Cut.DATA, Kept.forDays(90), Optional.of(MachineEvent.getDescriptor())),
    /** The metrics that edge nodes and devices have declared, and whether they are online. */
    BIRTHS("oee.births.v1", "group/node[/device]", Cut.DATA, Kept.COMPACTED, Optional.of(Birth.getDescriptor())),
    /** Edge nodes that must be asked for new births. */
    REBIRTH_REQUESTS(
            "oee.rebirth-requests.v1",
            "group/node",
            Cut.SINGLE,
            Kept.forDays(1),
            Optional.of(RebirthRequest.getDescriptor())),
    /** How the facts of a machine are to be read. A model that was replaced is kept for as long as events are: a replay needs it. */
    MACHINES(
            "oee.machines.v1",
            "machine@valid-from",
            Cut.SINGLE,
            Kept.COMPACTED,
            Optional.of(MachineModel.getDescriptor())),
    /** The engine's note that time passes where no event comes. */
    CLOCK("oee.clock.v1", "partition", Cut.DATA, Kept.forDays(90), Optional.of(ClockTick.getDescriptor())),
    /** Changes of the ledger, on their way from the engine to the store. */
    LEDGER("oee.ledger.v1", "machine", Cut.DATA, Kept.forDays(7), Optional.of(LedgerChange.getDescriptor())),
    /** The sums of each window, in every version. */
    RESULTS(
            "oee.results.v1",
            "equipment|window|start|version",
            Cut.DATA,
            Kept.COMPACTED,
            Optional.of(OeeResult.getDescriptor())),
    /** What somebody should know about a machine: raised and resolved. */
    ALERTS("oee.alerts.v1", "equipment", Cut.DATA, Kept.forDays(30), Optional.of(Alert.getDescriptor())),
    /** What people did about alerts. */
    ALERT_ACTIONS(
            "oee.alert-actions.v1",
            "equipment",
            Cut.DATA,
            Kept.forDays(30),
            Optional.of(Acknowledgement.getDescriptor())),
    /** When nobody is to be called for what. */
    SILENCES("oee.silences.v1", "silence id", Cut.SINGLE, Kept.COMPACTED, Optional.of(Silence.getDescriptor())),
    /** How alerts have been dealt with. */
    INCIDENTS("oee.incidents.v1", "alert id", Cut.DATA, Kept.COMPACTED, Optional.of(Incident.getDescriptor())),
    /** What is to be told over which channel; each channel has its own place in it. */
    NOTIFICATIONS(
            "oee.notifications.v1", "equipment", Cut.DATA, Kept.forDays(7), Optional.of(Notification.getDescriptor())),
    /** What became of notifications. */
    DELIVERIES("oee.deliveries.v1", "channel", Cut.SINGLE, Kept.forDays(30), Optional.of(Delivery.getDescriptor())),
    /** Heartbeats of ingest-service. */
    HOST_HEALTH(
            "oee.host-health.v1",
            "service instance",
            Cut.SINGLE,
            Kept.COMPACTED,
            Optional.of(HostHealth.getDescriptor())),
    /** Raw bytes that could not be used; the reason in {@link DeadLetterHeaders}. */
    DEAD_LETTERS("oee.dead-letters.v1", "key of the source", Cut.SINGLE, Kept.forDays(30), Optional.empty());

    /** The largest record, in bytes: room for an MQTT message of 1 MiB and for what is made of it. */
    public static final int MAX_RECORD_BYTES = 4 << 20;

    private final String topicName;
    private final String key;
    private final int partitions;
    private final Optional<Duration> retention;
    private final Optional<Descriptor> value;

    Topic(String topicName, String key, int partitions, Optional<Duration> retention, Optional<Descriptor> value) {
        this.topicName = topicName;
        this.key = key;
        this.partitions = partitions;
        this.retention = retention;
        this.value = value;
    }

    public String topicName() {
        return topicName;
    }

    /** What the record key is made of. Keys are text in UTF-8. */
    public String key() {
        return key;
    }

    /** How many partitions a new topic gets, ≥ 1. The data topics share one number, so that they are co-partitioned. */
    public int partitions() {
        return partitions;
    }

    /** Whether the last value of each key is kept for ever. */
    public boolean compacted() {
        return retention.isEmpty();
    }

    /** How long records are kept; empty for a compacted topic. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** The protobuf message of the record value; empty where the value is a foreign payload, byte for byte. */
    public Optional<Descriptor> value() {
        return value;
    }

    /** The topic configuration for Kafka's admin client. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        settings.put("cleanup.policy", compacted() ? "compact" : "delete");
        retention.ifPresent(kept -> settings.put("retention.ms", Long.toString(kept.toMillis())));
        if (this == MACHINES) {
            settings.put(
                    "min.compaction.lag.ms",
                    Long.toString(EVENTS.retention().orElseThrow().toMillis()));
        }
        return settings;
    }

    private static final class Cut {
        static final int SINGLE = 1;
        static final int DATA = 6;
    }

    private static final class Kept {
        static final Optional<Duration> COMPACTED = Optional.empty();

        static Optional<Duration> forDays(int days) {
            return Optional.of(Duration.ofDays(days));
        }
    }
}
