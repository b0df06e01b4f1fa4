package io.oeesuite.simulator.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.machine.LineKeeper;
import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.simulator.outbox.MemoryOutbox;
import io.oeesuite.simulator.outbox.Notebook;
import io.oeesuite.simulator.plant.LineSpec;
import io.oeesuite.simulator.plant.MachineSpec;
import io.oeesuite.simulator.plant.OrderPattern;
import io.oeesuite.simulator.plant.Product;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** A line that steps every second on the second, played 400 ms later. */
class LineBehindNodeTest {

    private static final Duration AFTER_THE_STEP = Duration.ofMillis(400);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final LineSpec LINE = new LineSpec(
            "G1",
            "edge_N1",
            A_SECOND,
            List.of(new Product("P-1", 1)),
            new OrderPattern(5000, 5000, A_SECOND, 0, 0),
            List.of(new MachineSpec("A", 600, 0, 0, 0, 0, 50, A_SECOND, List.of())));

    private final Notes notebook = new Notes();
    private final LineKeeper keeper = LineKeeper.of(LINE, 1, 1, Duration.ZERO, notebook, Bench.START);
    private final Bench bench = new Bench(
            new EdgeModel(
                    new NodeId("G1", "edge_N1"),
                    List.of(),
                    Map.of(
                            "A",
                            MachineMetrics.tags(
                                    keeper.line().snapshots().getFirst(),
                                    1,
                                    keeper.line().reached()))),
            keeper);

    @BeforeEach
    void produce() {
        bench.connected().pass(AFTER_THE_STEP);
        for (int second = 0; second < 90; second++) {
            bench.pass(A_SECOND);
            tick();
        }
    }

    @Test
    void nothingThatFollowsABirthIsOlderThanTheBirthSays() {
        bench.pass(Duration.ofMillis(800));
        bench.uplink.sent.clear();
        bench.hear("spBv1.0/G1/NCMD/edge_N1", EdgeNodeTest.command(Metric.of("Node Control/Rebirth", true)));
        Payload birth = bench.uplink.sent.getLast().payload();
        bench.pass(Duration.ofMillis(200));
        tick();

        assertThat(birth.timestamp()).hasValue(bench.now() - 200);
        List<Metric> live = EdgeNodeTest.data(bench);
        assertThat(live).extracting(Metric::name).contains(Optional.of(MachineMetrics.TOTAL));
        assertThat(live).noneMatch(Metric::historical).allSatisfy(metric -> {
            Metric born = birth.find(metric.name().orElseThrow()).orElseThrow();
            assertThat(metric.timestamp().orElseThrow())
                    .isGreaterThan(born.timestamp().orElseThrow());
        });
    }

    @Test
    void countersThatJumpDoSoAtAnInstantOfTheirOwn() {
        Map<String, Long> told = times();

        bench.run(() -> bench.node.fault(Fault.COUNTER_ROLLOVER, Optional.of(FaultSetting.DEFAULT)));
        Payload birth = bench.uplink.sent.getLast().payload();
        bench.uplink.sent.clear();
        bench.pass(Duration.ofSeconds(2));
        tick();

        long jumped = birth.find(MachineMetrics.TOTAL).orElseThrow().timestamp().orElseThrow();
        assertThat(jumped).isGreaterThan(told.get(MachineMetrics.TOTAL));
        assertThat(times().get(MachineMetrics.TOTAL)).isGreaterThan(jumped);
    }

    @Test
    void nothingIsSentBeforeItIsKept() {
        assertThat(notebook.kept).isEqualTo(90);
        assertThat(notebook.sentBeforeKept).isZero();
    }

    private void tick() {
        bench.run(() -> keeper.playTo(bench.node::read, bench.now()));
    }

    /** When each metric of the data was last told. */
    private Map<String, Long> times() {
        Map<String, Long> times = new HashMap<>();
        EdgeNodeTest.data(bench)
                .forEach(metric -> times.put(
                        metric.name().orElseThrow(), metric.timestamp().orElseThrow()));
        return times;
    }

    /** Notes whether anything is sent while a transaction is open. */
    private final class Notes implements Notebook {

        private final MemoryOutbox notes = new MemoryOutbox(1);
        private int kept;
        private int sentBeforeKept;

        @Override
        public Optional<String> read(String name) {
            return notes.read(name);
        }

        @Override
        public void write(String name, String text) {
            notes.write(name, text);
        }

        @Override
        public void atomically(Runnable work) {
            int before = bench.uplink.sent.size();
            work.run();
            sentBeforeKept += bench.uplink.sent.size() - before;
            kept++;
        }
    }
}
