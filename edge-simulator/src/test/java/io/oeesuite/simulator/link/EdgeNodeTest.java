package io.oeesuite.simulator.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.edge.Nodes;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;

import static org.assertj.core.api.Assertions.assertThat;

class EdgeNodeTest {

    private static final String NBIRTH = "spBv1.0/G1/NBIRTH/edge_N1";
    private static final String DBIRTH_A = "spBv1.0/G1/DBIRTH/edge_N1/A";
    private static final String DBIRTH_B = "spBv1.0/G1/DBIRTH/edge_N1/B";
    private static final String DDATA_A = "spBv1.0/G1/DDATA/edge_N1/A";
    private static final String NDEATH = "spBv1.0/G1/NDEATH/edge_N1";

    // tck-id-message-flow-edge-node-birth-publish-connect, tck-id-message-flow-device-birth-publish-nbirth-wait
    @Test
    void birthsComeFirst() {
        Bench bench = new Bench();
        bench.read("A", Nodes.count(1, bench.now()));

        bench.connected();

        assertThat(bench.uplink.topics()).containsExactly(NBIRTH, DBIRTH_A, DBIRTH_B, DDATA_A);
        assertThat(bench.node.state()).isEqualTo(LinkState.ONLINE);
    }

    // tck-id-topics-nbirth-bdseq-increment, tck-id-topics-nbirth-bdseq-matching
    @Test
    void everyConnectionHasTheNextBdSeqInWillAndBirth() {
        Bench bench = new Bench().connected();
        bench.uplink.lose();
        bench.settle();
        bench.uplink.accept("broker:1");
        bench.settle();

        FakeUplink.Sent birth = bench.uplink.sent.reversed().stream()
                .filter(sent -> sent.topic().equals(NBIRTH))
                .findFirst()
                .orElseThrow();

        assertThat(birth.payload().find("bdSeq")).flatMap(Metric::value).contains(new LongValue(1));
        assertThat(new FakeUplink.Sent("", bench.uplink.will.payload(), null)
                        .payload()
                        .find("bdSeq"))
                .flatMap(Metric::value)
                .contains(new LongValue(1));
    }

    @Test
    void whatWasReadWhileDisconnectedFollowsTheBirthsAsHistoryAndThenLiveDataGoesOn() {
        Bench bench = new Bench().connected();
        bench.uplink.lose();
        bench.settle();
        for (int i = 1; i <= 700; i++) {
            bench.read("A", Nodes.count(i, i));
        }
        bench.uplink.sent.clear();

        bench.uplink.accept("broker:1");
        bench.settle();
        bench.read("A", Nodes.count(701, 701));

        assertThat(bench.uplink.topics().subList(0, 3)).containsExactly(NBIRTH, DBIRTH_A, DBIRTH_B);
        List<Metric> data = data(bench);
        assertThat(data).extracting(EdgeNodeTest::number).containsExactlyElementsOf(numbers(1, 701));
        assertThat(data.subList(0, 700)).allMatch(Metric::historical);
        assertThat(data.getLast().historical()).isFalse();
        assertThat(bench.uplink.topics()).hasSizeLessThan(10);
        assertThat(bench.outbox.size()).isZero();
    }

    @Test
    void aReadingLeavesTheOutboxOnlyWhenTheBrokerHasIt() {
        Bench bench = new Bench().connected();
        bench.uplink.acknowledging = false;

        bench.read("A", Nodes.count(1, 1));

        assertThat(bench.outbox.size()).isEqualTo(1);
        bench.uplink.sent.getLast().arrival().complete(null);
        bench.settle();
        assertThat(bench.outbox.size()).isZero();
    }

    @Test
    void whatWasInFlightWhenTheConnectionBrokeGoesAgain() {
        Bench bench = new Bench().connected();
        bench.uplink.acknowledging = false;
        bench.read("A", Nodes.count(1, 1)).read("A", Nodes.count(2, 2));
        bench.uplink.sent.get(3).arrival().complete(null);
        bench.settle();
        bench.uplink.lose();
        bench.settle();
        bench.uplink.sent.clear();
        bench.uplink.acknowledging = true;

        bench.uplink.accept("broker:1");
        bench.settle();

        assertThat(data(bench)).singleElement().satisfies(metric -> {
            assertThat(number(metric)).isEqualTo(2);
            assertThat(metric.historical()).isTrue();
        });
    }

    @Test
    void noMoreIsInFlightThanTheWindowAllows() {
        Bench bench = new Bench().connected();
        bench.uplink.acknowledging = false;
        bench.uplink.sent.clear();

        for (int i = 1; i <= 500; i++) {
            bench.read("A", Nodes.count(i, i));
        }

        assertThat(bench.uplink.sent).hasSize(64);
        bench.uplink.acknowledging = true;
        List.copyOf(bench.uplink.sent).forEach(sent -> sent.arrival().complete(null));
        bench.settle();
        assertThat(data(bench)).extracting(EdgeNodeTest::number).containsExactlyElementsOf(numbers(1, 500));
    }

    // tck-id-operational-behavior-data-commands-rebirth-action-1, -2, -3
    @Test
    void aRebirthRequestIsAnsweredWithTheWholeBirthSequenceAndTheSameBdSeq() {
        Bench bench = new Bench().connected();
        bench.read("A", Nodes.count(5, 5));
        bench.uplink.sent.clear();

        bench.hear("spBv1.0/G1/NCMD/edge_N1", command(Metric.of("Node Control/Rebirth", true)));

        assertThat(bench.uplink.topics()).containsExactly(NBIRTH, DBIRTH_A, DBIRTH_B);
        Payload birth = bench.uplink.sent.getFirst().payload();
        assertThat(birth.seq()).hasValue(0);
        assertThat(birth.find("bdSeq")).flatMap(Metric::value).contains(new LongValue(0));
        assertThat(bench.uplink.sent.get(1).payload().find("count"))
                .flatMap(Metric::value)
                .contains(new LongValue(5));
    }

    @Test
    void aDeviceRebirthConcernsThatDeviceOnly() {
        Bench bench = new Bench().connected();
        bench.uplink.sent.clear();

        bench.hear("spBv1.0/G1/DCMD/edge_N1/B", command(Metric.of("Device Control/Rebirth", true)));

        assertThat(bench.uplink.topics()).containsExactly(DBIRTH_B);
    }

    @Test
    void aWriteReachesTheMachineAndIsConfirmedByData() {
        Bench bench = new Bench().connected();
        bench.uplink.sent.clear();

        bench.hear("spBv1.0/G1/DCMD/edge_N1/A", command(Metric.of("speed", DataType.DOUBLE, 7.5)));

        assertThat(bench.written).hasSize(1);
        assertThat(bench.uplink.topics()).containsExactly(DDATA_A);
        assertThat(bench.uplink.sent.getFirst().payload().find("speed").flatMap(metric -> metric.as(DataType.DOUBLE)))
                .flatMap(Metric::value)
                .contains(Metric.of("speed", DataType.DOUBLE, 7.5).value().orElseThrow());
    }

    @Test
    void aCommandThatIsNoSparkplugIsIgnored() {
        Bench bench = new Bench().connected();
        bench.uplink.sent.clear();

        bench.hear("spBv1.0/G1/NCMD/edge_N1", new byte[] {1, 2, 3});
        bench.hear("spBv1.0/G1/NCMD/another", command(Metric.of("Node Control/Rebirth", true)));

        assertThat(bench.uplink.sent).isEmpty();
        assertThat(bench.node.state()).isEqualTo(LinkState.ONLINE);
    }

    // tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath, -packet
    @Test
    void leavingOnPurposeIsAnnouncedByAnNdeath() {
        Bench bench = new Bench().connected();

        bench.run(bench.node::disconnect);

        assertThat(bench.uplink.calls).containsExactly("open+0", "leave " + NDEATH);
        assertThat(bench.node.state()).isEqualTo(LinkState.OFF);
    }

    @Test
    void aDroppedConnectionComesBackAfterAWhile() {
        Bench bench = new Bench().connected();

        bench.run(() -> bench.node.drop(Duration.ofSeconds(10)));
        bench.pass(Duration.ofSeconds(9));
        assertThat(bench.uplink.calls).containsExactly("open+0", "drop");
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.uplink.calls).containsExactly("open+0", "drop", "open+0");
    }

    // tck-id-operational-behavior-device-ddeath
    @Test
    void aLostDeviceDiesAndComesBackWithABirth() {
        Bench bench = new Bench().connected();
        bench.uplink.sent.clear();

        bench.run(() -> bench.node.deviceOffline("A")).read("A", Nodes.count(9, 9));
        bench.run(() -> bench.node.deviceOnline("A"));

        assertThat(bench.uplink.topics()).containsExactly("spBv1.0/G1/DDEATH/edge_N1/A", DBIRTH_A);
    }

    @Test
    void whatADeviceReportedBeforeItWasLostWaitsForItsBirth() {
        Bench bench = new Bench();
        bench.read("A", Nodes.count(1, 1)).read("B", Nodes.count(2, 2));
        bench.run(() -> bench.node.deviceOffline("A"));
        bench.connected();
        assertThat(data(bench)).extracting(EdgeNodeTest::number).containsExactly(2L);

        bench.run(() -> bench.node.deviceOnline("A"));

        assertThat(data(bench)).extracting(EdgeNodeTest::number).containsExactly(2L, 1L);
        assertThat(data(bench)).allMatch(Metric::historical);
    }

    @Test
    void whatIsPublishedOnDemandGoesOutEvenIfItIsNotNews() {
        Bench bench = new Bench().connected();
        bench.uplink.sent.clear();
        Reading same = new Reading(Optional.of("A"), List.of(Nodes.count(0, bench.now())));
        boolean[] arrived = new boolean[1];

        bench.run(() -> bench.node.publish(same).thenRun(() -> arrived[0] = true));

        assertThat(bench.uplink.topics()).containsExactly(DDATA_A);
        assertThat(arrived[0]).isTrue();
    }

    static List<Metric> data(Bench bench) {
        return bench.uplink.sent.stream()
                .filter(sent -> sent.topic().contains("DATA"))
                .flatMap(sent -> sent.payload().metrics().stream())
                .toList();
    }

    static long number(Metric metric) {
        return metric.as(DataType.INT32).flatMap(Metric::value).orElseThrow() instanceof LongValue(long number)
                ? number
                : -1;
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    static byte[] command(Metric metric) {
        return SparkplugEncoder.encode(Payload.withoutSeq(1, List.of(metric)));
    }

    static byte[] state(boolean online, long timestamp) {
        return "{\"online\":%s,\"timestamp\":%d}".formatted(online, timestamp).getBytes(StandardCharsets.UTF_8);
    }
}
