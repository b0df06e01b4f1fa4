package io.oeesuite.simulator.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.edge.Nodes;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class FaultsTest {

    private final Bench bench = new Bench().connected();

    @Test
    void everyNthMessageIsDuplicated() {
        on(Fault.DUPLICATES, 3, Duration.ZERO);

        read(6);

        assertThat(numbers()).containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L, 6L);
        assertThat(bench.outbox.size()).isZero();
    }

    @Test
    void everyNthMessageChangesPlacesWithTheNext() {
        on(Fault.REORDERING, 2, Duration.ZERO);

        read(5);

        assertThat(numbers()).containsExactly(1L, 3L, 2L, 5L, 4L);
    }

    @Test
    void aMessageThatWaitsInVainForANextOneGoesAlone() {
        on(Fault.REORDERING, 1, Duration.ZERO);
        read(1);
        assertThat(numbers()).isEmpty();

        bench.pass(Duration.ofSeconds(1));

        assertThat(numbers()).containsExactly(1L);
    }

    @Test
    void aGapUsesUpASequenceNumberAndItsDataFollowsTheNextBirth() {
        on(Fault.GAPS, 3, Duration.ZERO);
        read(4);
        assertThat(numbers()).containsExactly(1L, 2L, 4L);
        assertThat(sequence()).containsExactly(0, 1, 2, 3, 4, 6);
        off(Fault.GAPS);

        bench.hear("spBv1.0/G1/NCMD/edge_N1", EdgeNodeTest.command(Metric.of("Node Control/Rebirth", true)));

        assertThat(numbers()).containsExactly(1L, 2L, 4L, 3L);
        assertThat(EdgeNodeTest.data(bench).getLast().historical()).isTrue();
        assertThat(bench.outbox.size()).isZero();
    }

    @Test
    void aWrongClockShiftsEveryTimestamp() {
        on(Fault.CLOCK_SKEW, 1, Duration.ofMinutes(-5));

        read(1);

        var sent = bench.uplink.sent.getLast().payload();
        assertThat(sent.timestamp()).hasValue(bench.now() - 300_000);
        assertThat(sent.metrics().getFirst().timestamp()).hasValue(bench.now() - 300_000);
    }

    @Test
    void lateDataKeepsItsTimestamps() {
        on(Fault.LATE_DATA, 1, Duration.ofSeconds(30));
        long then = bench.now();
        read(1);
        assertThat(numbers()).isEmpty();

        bench.pass(Duration.ofSeconds(30));

        assertThat(numbers()).containsExactly(1L);
        assertThat(bench.uplink.sent.getLast().payload().timestamp()).hasValue(then);
    }

    @Test
    void aMalformedMessageFollowsAGoodOne() {
        on(Fault.MALFORMED_PAYLOAD, 2, Duration.ZERO);
        bench.uplink.sent.clear();

        read(2);

        assertThat(bench.uplink.sent).extracting(FakeUplink.Sent::isMalformed).containsExactly(false, false, true);
    }

    @Test
    void faultsOfCountersNeedSimulatedCounters() {
        boolean[] possible = {true};

        bench.run(() -> possible[0] = bench.node.fault(Fault.COUNTER_RESET, Optional.of(FaultSetting.DEFAULT)));

        assertThat(possible[0]).isFalse();
    }

    private void on(Fault fault, int every, Duration amount) {
        bench.run(() -> bench.node.fault(fault, Optional.of(new FaultSetting(every, amount))));
    }

    private void off(Fault fault) {
        bench.run(() -> bench.node.fault(fault, Optional.empty()));
    }

    private void read(int last) {
        for (int i = 1; i <= last; i++) {
            bench.read("A", Nodes.count(i, bench.now()));
        }
    }

    private List<Long> numbers() {
        return EdgeNodeTest.data(bench).stream().map(EdgeNodeTest::number).toList();
    }

    private List<Integer> sequence() {
        return bench.uplink.sent.stream()
                .map(sent -> sent.payload().seq().orElse(-1))
                .toList();
    }
}
