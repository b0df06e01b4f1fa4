package io.oeesuite.simulator.edge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.oeesuite.simulator.edge.PrimaryHost.Verdict.IGNORE;
import static io.oeesuite.simulator.edge.PrimaryHost.Verdict.OFFLINE;
import static io.oeesuite.simulator.edge.PrimaryHost.Verdict.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

class PrimaryHostTest {

    private final PrimaryHost host = new PrimaryHost("SCADA");

    @Test
    void itIsHeardOnItsOwnTopic() {
        assertThat(host.topic()).isEqualTo("spBv1.0/STATE/SCADA");
    }

    // tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp
    @Test
    void aMessageOlderThanTheLastOneIsIgnored() {
        assertThat(host.hear("broker", state(true, 100))).isEqualTo(ONLINE);
        assertThat(host.hear("broker", state(false, 99))).isEqualTo(IGNORE);
        assertThat(host.hear("broker", state(false, 100))).isEqualTo(OFFLINE);
        assertThat(host.hear("broker", state(false, 200))).isEqualTo(OFFLINE);
        assertThat(host.hear("broker", state(true, 100))).isEqualTo(IGNORE);
    }

    // tck-id-operational-behavior-host-application-multi-server-timestamp
    @Test
    void everyBrokerHasTimestampsOfItsOwn() {
        assertThat(host.hear("one", state(true, 200))).isEqualTo(ONLINE);
        assertThat(host.hear("two", state(true, 100))).isEqualTo(ONLINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ONLINE",
                "{}",
                "{\"online\":true}",
                "{\"timestamp\":5}",
                "{\"online\":\"yes\",\"timestamp\":5}"
            })
    void whatIsNoStatePayloadIsIgnored(String payload) {
        assertThat(host.hear("broker", payload)).isEqualTo(IGNORE);
    }

    private static String state(boolean online, long timestamp) {
        return "{ \"timestamp\": " + timestamp + ", \"online\": " + online + " }";
    }
}
