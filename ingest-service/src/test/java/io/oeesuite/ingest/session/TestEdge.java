package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SequenceNumber;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.SparkplugTopic;

/** An edge node that makes valid messages, one after the other, each a millisecond later. Plant/edge_A with devices of the metrics count and state. */
public final class TestEdge {
    public static final String GROUP = "Plant";
    public static final String COUNT = "Admin/ProdProcessedCount";
    public static final String STATE = "Status/StateCurrent";
    public static final long COUNT_ALIAS = 10;
    public static final long STATE_ALIAS = 11;
    public static final long NODE_ALIAS = 1;
    public static final String NODE_METRIC = "Node/Uptime";

    private final String node;
    private long timeMs;
    private int bdSeq;
    private int seq;

    /** A message as it lies in MQTT. */
    public record Sent(String topic, byte[] payload, long timeMs) {}

    public TestEdge(String node, long startMs) {
        this.node = node;
        this.timeMs = startMs;
    }

    public static TestEdge edgeA() {
        return new TestEdge("edge_A", 1_700_000_000_000L);
    }

    public String node() {
        return node;
    }

    public long timeMs() {
        return timeMs;
    }

    /** The clock jumps. */
    public TestEdge at(long newTimeMs) {
        timeMs = newTimeMs;
        return this;
    }

    public int seq() {
        return seq;
    }

    /** The next message gets this number. */
    public TestEdge seq(int next) {
        seq = next;
        return this;
    }

    /** A message that never arrives. */
    public TestEdge loseOne() {
        seq = SequenceNumber.next(seq);
        timeMs++;
        return this;
    }

    public TestEdge reconnect() {
        bdSeq = SequenceNumber.next(bdSeq);
        return this;
    }

    public Sent nbirth(Metric... more) {
        seq = 0;
        return nbirthWithSeq(0, more);
    }

    public Sent nbirthWithSeq(int first, Metric... more) {
        seq = first;
        List<Metric> metrics = new ArrayList<>();
        metrics.add(bdSeqMetric(bdSeq));
        metrics.add(Metric.of(NODE_METRIC, DataType.INT64, 0).withAlias(NODE_ALIAS));
        metrics.addAll(List.of(more));
        return sequenced(MessageType.NBIRTH, "", metrics);
    }

    public Sent nbirthWithoutBdSeq() {
        seq = 0;
        return sequenced(
                MessageType.NBIRTH,
                "",
                List.of(Metric.of(NODE_METRIC, DataType.INT64, 0).withAlias(NODE_ALIAS)));
    }

    public Sent ndata(long uptime) {
        return sequenced(
                MessageType.NDATA,
                "",
                List.of(Metric.of(NODE_METRIC, DataType.INT64, uptime)
                        .withAlias(NODE_ALIAS)
                        .withoutName()
                        .withoutDataType()));
    }

    public Sent dbirth(String device) {
        return dbirth(
                device,
                Metric.of(COUNT, DataType.INT32, 0).withAlias(COUNT_ALIAS),
                Metric.of(STATE, DataType.INT32, 6).withAlias(STATE_ALIAS));
    }

    public Sent dbirth(String device, Metric... metrics) {
        return sequenced(MessageType.DBIRTH, device, List.of(metrics));
    }

    /** A count by its alias, as a message in operation is. */
    public Sent ddata(String device, int count) {
        return ddata(
                device,
                Metric.of(COUNT, DataType.INT32, count)
                        .withAlias(COUNT_ALIAS)
                        .withoutName()
                        .withoutDataType());
    }

    public Sent ddata(String device, Metric... metrics) {
        return sequenced(MessageType.DDATA, device, List.of(metrics));
    }

    /** Data with a sound envelope, and a metric in it that is none. */
    public Sent brokenDdata(String device) {
        Sent sound = ddata(device);
        byte[] payload = Arrays.copyOf(sound.payload(), sound.payload().length + 3);
        payload[payload.length - 3] = 0x12;
        payload[payload.length - 2] = 1;
        return new Sent(sound.topic(), payload, sound.timeMs());
    }

    public Sent ddeath(String device) {
        return sequenced(MessageType.DDEATH, device, List.of());
    }

    public Sent ndeath() {
        return ndeath(OptionalInt.of(bdSeq));
    }

    public Sent ndeath(OptionalInt ofSession) {
        List<Metric> metrics = ofSession.isPresent() ? List.of(bdSeqMetric(ofSession.getAsInt())) : List.of();
        byte[] payload = SparkplugEncoder.encode(Payload.withoutSeq(timeMs, metrics));
        return new Sent(SparkplugTopic.ofNode(GROUP, MessageType.NDEATH, node).toString(), payload, timeMs);
    }

    private Sent sequenced(MessageType type, String device, List<Metric> metrics) {
        SparkplugTopic topic = device.isEmpty()
                ? SparkplugTopic.ofNode(GROUP, type, node)
                : SparkplugTopic.ofDevice(GROUP, type, node, device);
        byte[] payload = SparkplugEncoder.encode(Payload.of(timeMs, seq, metrics));
        Sent sent = new Sent(topic.toString(), payload, timeMs);
        seq = SequenceNumber.next(seq);
        timeMs++;
        return sent;
    }

    private static Metric bdSeqMetric(int number) {
        return Metric.of(SparkplugMessage.BD_SEQ, DataType.INT64, new LongValue(number));
    }
}
