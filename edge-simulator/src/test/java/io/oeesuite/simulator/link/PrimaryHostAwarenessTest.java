package io.oeesuite.simulator.link;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.edge.Nodes;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class PrimaryHostAwarenessTest {

    private static final String STATE = "spBv1.0/STATE/SCADA";

    private final Bench bench = new Bench(Optional.of("SCADA"), false);

    // tck-id-message-flow-edge-node-birth-publish-phid-wait, -wait-id, -wait-online
    @Test
    void nothingIsPublishedUntilThePrimaryHostIsOnline() {
        bench.connected().read("A", Nodes.count(1, 1));
        bench.hear("spBv1.0/STATE/ANOTHER", EdgeNodeTest.state(true, 5));
        bench.hear(STATE, EdgeNodeTest.state(false, 5));
        assertThat(bench.uplink.sent).isEmpty();
        assertThat(bench.node.state()).isEqualTo(LinkState.WAITING_FOR_HOST);

        bench.hear(STATE, EdgeNodeTest.state(true, 6));

        assertThat(bench.uplink.topics().getFirst()).contains("NBIRTH");
        assertThat(EdgeNodeTest.data(bench)).singleElement().matches(Metric::historical);
    }

    // tck-id-operational-behavior-edge-node-termination-host-offline,
    // tck-id-message-flow-edge-node-birth-publish-phid-offline
    @Test
    void whenThePrimaryHostGoesTheNodeDiesLeavesAndComesBackToWait() {
        bench.connected().hear(STATE, EdgeNodeTest.state(true, 10));

        bench.hear(STATE, EdgeNodeTest.state(false, 11));

        assertThat(bench.uplink.calls).containsExactly("open+0", "leave spBv1.0/G1/NDEATH/edge_N1", "open+1");
        bench.uplink.accept("broker:1");
        bench.settle();
        assertThat(bench.node.state()).isEqualTo(LinkState.WAITING_FOR_HOST);
    }

    // tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp,
    // tck-id-operational-behavior-edge-node-termination-host-offline-timestamp
    @Test
    void aStaleMessageOfThePrimaryHostChangesNothing() {
        bench.connected().hear(STATE, EdgeNodeTest.state(true, 10));
        bench.hear(STATE, EdgeNodeTest.state(false, 9));
        assertThat(bench.node.state()).isEqualTo(LinkState.ONLINE);

        bench.hear(STATE, EdgeNodeTest.state(false, 20));
        bench.uplink.accept("broker:1");
        bench.settle().hear(STATE, EdgeNodeTest.state(true, 10));
        assertThat(bench.node.state()).isEqualTo(LinkState.WAITING_FOR_HOST);

        bench.hear(STATE, EdgeNodeTest.state(true, 21));
        assertThat(bench.node.state()).isEqualTo(LinkState.ONLINE);
    }

    // tck-id-operational-behavior-primary-application-state-with-multiple-servers-walk
    @Test
    void ofSeveralBrokersTheNodeLooksForOneWithThePrimaryHost() {
        bench.uplink.brokers = 2;
        bench.connected();

        bench.hear(STATE, EdgeNodeTest.state(false, 10));

        assertThat(bench.uplink.calls).containsExactly("open+0", "leave", "open+1");
    }

    @Test
    void aBrokerThatSaysNothingOfThePrimaryHostIsLeftForTheNext() {
        bench.uplink.brokers = 2;
        bench.connected();

        bench.pass(Duration.ofSeconds(3));

        assertThat(bench.uplink.calls).containsExactly("open+0", "leave", "open+1");
    }

    @Test
    void whatTheLastConnectionStillSaysIsNotHeard() {
        bench.connected().hear(STATE, EdgeNodeTest.state(true, 10));
        Uplink.Listener old = bench.uplink.listener;
        bench.hear(STATE, EdgeNodeTest.state(false, 11));

        old.message("broker:1", STATE, EdgeNodeTest.state(true, 12));
        bench.settle();

        assertThat(bench.node.state()).isEqualTo(LinkState.CONNECTING);
    }
}
