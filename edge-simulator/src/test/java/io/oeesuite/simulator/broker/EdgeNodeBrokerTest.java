package io.oeesuite.simulator.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Edge nodes over mutual TLS, as an independent subscriber hears them. */
class EdgeNodeBrokerTest {

    private static final String GROUP = "EDGE-TEST";
    private static final String NODE = "edge_BROKER-TEST";
    private static final String HOST = "EDGE-TEST-HOST";

    @TempDir
    Path folder;

    private Witness witness;
    private LiveNode node;

    @BeforeAll
    static void startBroker() {
        TestBroker.start(NODE);
    }

    @BeforeEach
    void listen() {
        witness = Witness.of("spBv1.0/" + GROUP + "/#");
    }

    @AfterEach
    void leave() {
        if (node != null) {
            node.close();
        }
        witness.close();
    }

    // tck-id-principles-birth-certificates-order, tck-id-payloads-nbirth-retain, tck-id-payloads-dbirth-retain
    @Test
    void birthsThenDataThenAnNdeathWithTheSameBdSeq() {
        node = LiveNode.of(folder, GROUP, NODE).connect();
        node.count("A", 1, 2, 3);
        witness.awaitHeard("DDATA", 3);
        node.disconnect();
        witness.awaitHeard("NDEATH", 1);

        assertThat(witness.heard())
                .extracting(Witness.Heard::topic)
                .containsExactly(
                        topic("NBIRTH"),
                        topic("DBIRTH") + "/A",
                        topic("DBIRTH") + "/B",
                        topic("DDATA") + "/A",
                        topic("DDATA") + "/A",
                        topic("DDATA") + "/A",
                        topic("NDEATH"));
        assertThat(witness.heard()).allMatch(message -> message.qos() == 1 && !message.retained());
        assertThat(sequence()).containsExactly(0, 1, 2, 3, 4, 5, -1);
        assertThat(bdSeq("NDEATH")).isEqualTo(bdSeq("NBIRTH"));
    }

    // tck-id-payloads-ndeath-will-message, tck-id-topics-nbirth-bdseq-increment
    @Test
    void aDroppedConnectionIsADeathAndWhatWasReadMeanwhileFollowsAsHistory() {
        node = LiveNode.of(folder, GROUP, NODE).connect();
        node.count("A", 1);
        witness.awaitHeard("DDATA", 1);

        node.drop(Duration.ofMillis(300));
        witness.awaitHeard("NDEATH", 1);
        node.count("A", LongStream.rangeClosed(2, 1000).toArray());
        node.awaitState(LinkState.ONLINE);
        node.count("A", 1001);
        witness.awaitHeard(heard -> counts().size() >= 1001);

        assertThat(counts())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1001).boxed().toList());
        assertThat(bdSeq("NDEATH")).isEqualTo(0);
        assertThat(bdSeq("NBIRTH")).isEqualTo(1);
        List<Metric> metrics = data();
        assertThat(metrics.get(0).historical()).isFalse();
        assertThat(metrics.subList(1, 900)).allMatch(Metric::historical);
        assertThat(metrics.getLast().historical()).isFalse();
        await().atMost(Duration.ofSeconds(30)).until(() -> node.status().queued() == 0);
    }

    // tck-id-operational-behavior-data-commands-rebirth-action-2, tck-id-message-flow-edge-node-ncmd-subscribe
    @Test
    void anNcmdMakesTheNodeBeBornAgain() {
        node = LiveNode.of(folder, GROUP, NODE).connect();
        witness.awaitHeard("DBIRTH", 2);
        witness.forget();

        witness.command(topic("NCMD"), Metric.of("Node Control/Rebirth", true));
        witness.awaitHeard("DBIRTH", 2);

        assertThat(witness.heard("NBIRTH")).hasSize(1);
        assertThat(witness.heard("NBIRTH").getFirst().payload().seq()).hasValue(0);
        assertThat(bdSeq("NBIRTH")).isZero();
    }

    // tck-id-message-flow-device-dcmd-subscribe
    @Test
    void aDcmdIsConfirmedByData() {
        node = LiveNode.of(folder, GROUP, NODE).aliases().connect();
        witness.awaitHeard("DBIRTH", 2);
        long alias = witness.heard("DBIRTH")
                .getFirst()
                .payload()
                .find("speed")
                .orElseThrow()
                .alias()
                .orElseThrow();

        witness.command(topic("DCMD") + "/A", Metric.of("speed", DataType.DOUBLE, 9.5));
        witness.awaitHeard("DDATA", 1);

        assertThat(witness.heard("DDATA").getFirst().payload().metrics())
                .singleElement()
                .satisfies(metric -> {
                    assertThat(metric.alias()).hasValue(alias);
                    assertThat(metric.name()).isEmpty();
                    assertThat(metric.as(DataType.DOUBLE).flatMap(Metric::value))
                            .isEqualTo(Metric.of("speed", DataType.DOUBLE, 9.5).value());
                });
    }

    // tck-id-topics-ddeath-seq-num, tck-id-operational-behavior-device-ddeath
    @Test
    void aDeviceGoesAndComes() {
        node = LiveNode.of(folder, GROUP, NODE).connect();

        node.run(edge -> edge.deviceOffline("B"));
        node.run(edge -> edge.deviceOnline("B"));
        witness.awaitHeard("DBIRTH", 3);

        assertThat(witness.heard("DDEATH")).extracting(Witness.Heard::topic).containsExactly(topic("DDEATH") + "/B");
        assertThat(sequence()).containsExactly(0, 1, 2, 3, 4);
    }

    // tck-id-message-flow-edge-node-birth-publish-phid-wait,
    // tck-id-operational-behavior-edge-node-termination-host-offline
    @Test
    void aNodeWithAPrimaryHostSpeaksOnlyWhileTheHostIsOnline() {
        long time = System.currentTimeMillis();
        witness.state(HOST, false, time);
        node = LiveNode.of(folder, GROUP, NODE).primaryHost(HOST).connect();
        node.awaitState(LinkState.WAITING_FOR_HOST);
        node.count("A", 1);
        assertThat(witness.heard()).isEmpty();

        witness.state(HOST, true, time + 1);
        witness.awaitHeard(heard -> counts().size() == 1);
        witness.state(HOST, false, time + 2);
        witness.awaitHeard("NDEATH", 1);
        node.awaitState(LinkState.WAITING_FOR_HOST);
        node.count("A", 2);
        witness.state(HOST, true, time + 1);
        witness.state(HOST, true, time + 3);
        witness.awaitHeard(heard -> counts().size() == 2);

        assertThat(counts()).containsExactly(1L, 2L);
        assertThat(data()).allMatch(Metric::historical);
        assertThat(witness.heard("NBIRTH")).hasSize(2);
    }

    // tck-id-payloads-ndata-qos, tck-id-payloads-nbirth-qos
    @Test
    void atQos0DataLeavesTheOutboxOnlyAfterTheBrokerHasAnsweredALaterRequest() {
        node = LiveNode.of(folder, GROUP, NODE).qos(0).connect();

        node.count("A", LongStream.rangeClosed(1, 300).toArray());
        await().atMost(Duration.ofSeconds(30)).until(() -> node.status().queued() == 0);

        assertThat(witness.heard()).hasSize(303).allMatch(message -> message.qos() == 0);
        assertThat(counts()).hasSize(300);
    }

    @Test
    void readingsAndBdSeqOutliveARestart() {
        node = LiveNode.of(folder, GROUP, NODE);
        node.count("A", 1, 2, 3);
        node.close();

        node = LiveNode.of(folder, GROUP, NODE).connect();
        witness.awaitHeard(heard -> counts().size() == 3);

        assertThat(counts()).containsExactly(1L, 2L, 3L);
        assertThat(data()).allMatch(Metric::historical);
    }

    private String topic(String type) {
        return "spBv1.0/" + GROUP + "/" + type + "/" + NODE;
    }

    private List<Integer> sequence() {
        return witness.heard().stream()
                .map(message -> message.payload().seq().orElse(-1))
                .toList();
    }

    private long bdSeq(String type) {
        return witness.heard(type)
                                .getLast()
                                .payload()
                                .find("bdSeq")
                                .flatMap(Metric::value)
                                .orElseThrow()
                        instanceof LongValue(long number)
                ? number
                : -1;
    }

    private List<Metric> data() {
        List<Metric> metrics = new ArrayList<>();
        witness.heard("DDATA")
                .forEach(message -> metrics.addAll(message.payload().metrics()));
        return metrics;
    }

    private List<Long> counts() {
        return data().stream()
                .map(metric -> metric.as(DataType.INT32).flatMap(Metric::value).orElseThrow())
                .map(value -> ((LongValue) value).value())
                .toList();
    }
}
