package io.oeesuite.ingest.session;

import java.util.List;
import java.util.OptionalInt;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.Topic;

/** Writes machine events. */
final class MachineEvents {
    /** The most bytes of metrics in an event: those of an MQTT message of 1 MiB with their names in full, and far less than Kafka takes. */
    static final long MOST_BYTES = Topic.MAX_RECORD_BYTES / 2;

    static final String TOO_LARGE = "its event would have more than " + MOST_BYTES + " bytes";

    private MachineEvents() {}

    static boolean areTooLarge(List<MetricValue> metrics) {
        return metrics.stream().mapToLong(MetricValue::getSerializedSize).sum() > MOST_BYTES;
    }

    /** What a message with a sequence number says; a death has no metrics. */
    static MachineEvent of(SparkplugMessage message, EventKind kind, OptionalInt bdSeq, List<MetricValue> metrics) {
        return begun(message.edgeNode(), message.device(), message.origin(), bdSeq)
                .setKind(kind)
                .setSeq(message.seq())
                .setEventTimeMs(message.timeMs())
                .addAllMetrics(metrics)
                .build();
    }

    /** The end of the edge node (device = "") or of a device that said nothing itself. */
    static MachineEvent death(EdgeNodeId node, String device, Origin occasion, OptionalInt bdSeq, long timeMs) {
        return begun(node, device, occasion, bdSeq)
                .setKind(EventKind.EVENT_KIND_DEATH)
                .setEventTimeMs(timeMs)
                .build();
    }

    private static MachineEvent.Builder begun(EdgeNodeId node, String device, Origin origin, OptionalInt bdSeq) {
        MachineEvent.Builder event = MachineEvent.newBuilder()
                .setGroup(node.group())
                .setNode(node.node())
                .setDevice(device)
                .setReceiveTimeMs(origin.receiveTimeMs())
                .setAppendTimeMs(origin.appendTimeMs())
                .setSource(origin.position());
        bdSeq.ifPresent(event::setBdSeq);
        return event;
    }
}
