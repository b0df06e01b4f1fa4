package io.oeesuite.simulator.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SequenceNumber;

/**
 * Composes the messages of an edge node's session in the order in which they must be sent, each taking the next sequence number. All times are milliseconds
 * since 1970 UTC. Not thread-safe.
 */
public final class SparkplugSession {

    public static final String BD_SEQ = "bdSeq";
    public static final String NODE_REBIRTH = "Node Control/Rebirth";
    public static final String NEXT_SERVER = "Node Control/Next Server";
    public static final String DEVICE_REBIRTH = "Device Control/Rebirth";

    static final String REBIRTH_SUFFIX = " Control/Rebirth";

    private final EdgeModel model;
    private final Aliases aliases;
    private int bdSeq;
    private int seq;

    public SparkplugSession(EdgeModel model, boolean useAliases) {
        this.model = model;
        aliases = new Aliases(useAliases);
    }

    /**
     * The will of a new connection: carries nothing but bdSeq, and no seq (tck-id-topics-ndeath-payload, tck-id-topics-ndeath-seq).
     *
     * @param bdSeq one more than that of the connection before, 0..255
     */
    public static EdgeMessage will(NodeId node, int bdSeq, long now) {
        Metric number = Metric.of(BD_SEQ, DataType.INT64, bdSeq).withTimestamp(now);
        return new EdgeMessage(node.topic(MessageType.NDEATH), Payload.withoutSeq(now, List.of(number)));
    }

    /** A new connection has been made, with that number in its will. */
    public void bdSeq(int ofTheWill) {
        bdSeq = ofTheWill;
    }

    /** The NDEATH of a node that leaves on purpose: the same as its will (tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath). */
    public EdgeMessage death(long now) {
        return will(model.id(), bdSeq, now);
    }

    /**
     * The whole birth sequence: NBIRTH with seq 0 and the bdSeq of the will (tck-id-topics-nbirth-seq-num, tck-id-topics-nbirth-bdseq-matching), then a DBIRTH
     * for every device that is online. Also the answer to a rebirth request (tck-id-operational-behavior-data-commands-rebirth-action-2 and -3).
     */
    public List<EdgeMessage> births(long now) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.of(BD_SEQ, DataType.INT64, bdSeq).withTimestamp(now));
        metrics.add(Metric.of(NODE_REBIRTH, false).withTimestamp(now));
        metrics.add(Metric.of(NEXT_SERVER, false).withTimestamp(now));
        metrics.addAll(tags(Optional.empty()).birth(now));
        seq = SequenceNumber.MAX;
        List<EdgeMessage> births = new ArrayList<>();
        births.add(birth(MessageType.NBIRTH, Optional.empty(), metrics, now));
        for (String device : model.devices()) {
            if (model.isOnline(device)) {
                births.add(deviceBirth(device, now));
            }
        }
        return births;
    }

    public EdgeMessage deviceBirth(String device, long now) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.of(DEVICE_REBIRTH, false).withTimestamp(now));
        metrics.addAll(tags(Optional.of(device)).birth(now));
        return birth(MessageType.DBIRTH, Optional.of(device), metrics, now);
    }

    /** tck-id-operational-behavior-device-ddeath. */
    public EdgeMessage deviceDeath(String device, long now) {
        return new EdgeMessage(
                model.id().topic(MessageType.DDEATH, Optional.of(device)), Payload.of(now, nextSeq(), List.of()));
    }

    /**
     * NDATA or DDATA. Each metric must have a name, a type and a timestamp, and be in the birth. Live metrics are put into chronological order
     * (tck-id-operational-behavior-data-publish-nbirth-order); types are left out, as the birth has given them.
     */
    public EdgeMessage data(Optional<String> device, List<Metric> metrics, long now) {
        List<Metric> sent = metrics.stream()
                .sorted(Comparator.comparingLong(
                        metric -> metric.historical() ? 0 : metric.timestamp().orElseThrow()))
                .map(metric -> aliases.inData(device, metric).withoutDataType())
                .toList();
        MessageType type = device.isPresent() ? MessageType.DDATA : MessageType.NDATA;
        return new EdgeMessage(model.id().topic(type, device), Payload.of(now, nextSeq(), sent));
    }

    /** What a received NCMD or DCMD asks for. */
    public List<Command> commands(Optional<String> device, Payload payload) {
        return payload.metrics().stream()
                .map(metric -> Command.of(device, model.tags(device), aliases.name(device, metric), metric))
                .toList();
    }

    private EdgeMessage birth(MessageType type, Optional<String> device, List<Metric> metrics, long now) {
        List<Metric> sent =
                metrics.stream().map(metric -> aliases.inBirth(device, metric)).toList();
        return new EdgeMessage(model.id().topic(type, device), Payload.of(now, nextSeq(), sent));
    }

    private TagTable tags(Optional<String> device) {
        return model.tags(device).orElseThrow(() -> new IllegalArgumentException("No device " + device));
    }

    private int nextSeq() {
        seq = SequenceNumber.next(seq);
        return seq;
    }
}
