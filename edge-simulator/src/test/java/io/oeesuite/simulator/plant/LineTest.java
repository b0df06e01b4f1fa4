package io.oeesuite.simulator.plant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.scenario.ScenarioFile;

import static org.assertj.core.api.Assertions.assertThat;

class LineTest {

    private static final LineSpec SPEC =
            ScenarioFile.named("default").nodes().getFirst().line();
    private static final int EIGHT_HOURS = 8 * 3600;

    @Test
    void aShiftHasOrdersChangeoversStopsRejectsAndStarvation() {
        Line line = Line.fresh(SPEC, 7);
        Set<PackMlState> states = EnumSet.noneOf(PackMlState.class);
        Set<UnitMode> modes = EnumSet.noneOf(UnitMode.class);
        List<String> reasons = new ArrayList<>();
        List<String> orders = new ArrayList<>();

        for (int second = 0; second < 3 * EIGHT_HOURS; second++) {
            line.step();
            line.snapshots().forEach(machine -> {
                states.add(machine.state());
                modes.add(machine.mode());
                remember(reasons, machine.reason());
                remember(orders, machine.order());
            });
        }

        assertThat(states)
                .contains(
                        PackMlState.EXECUTE,
                        PackMlState.ABORTED,
                        PackMlState.HELD,
                        PackMlState.SUSPENDED,
                        PackMlState.IDLE,
                        PackMlState.COMPLETE);
        assertThat(modes).contains(UnitMode.PRODUCTION, UnitMode.MANUAL);
        assertThat(reasons).contains("Jam at infeed", "Starved", "Blocked", "Changeover");
        assertThat(orders).hasSizeGreaterThan(3).contains("");
        MachineSnapshot filler = line.snapshots().getFirst();
        assertThat(filler.total()).isBetween(30_000L, 120L * 24 * 60);
        assertThat(filler.rejects()).isPositive();
    }

    @Test
    void anOperatorStopsAMachineAndStartsItAgain() {
        Line line = Line.fresh(SPEC, 3);
        while (line.snapshots().getFirst().state() != PackMlState.EXECUTE) {
            line.step();
        }

        boolean stopped = line.command("FILLER", ControlCommand.STOP);
        run(line, 600);
        MachineSnapshot standing = line.snapshots().getFirst();
        boolean started = line.command("FILLER", ControlCommand.START);
        run(line, 20);

        assertThat(stopped).isTrue();
        assertThat(standing.state()).isEqualTo(PackMlState.STOPPED);
        assertThat(standing.reason()).isEqualTo("Operator stop");
        assertThat(started).isTrue();
        assertThat(line.snapshots().getFirst().state()).isEqualTo(PackMlState.EXECUTE);
        assertThat(line.snapshots().getFirst().reason()).isEmpty();
    }

    @Test
    void aCommandThatMakesNoSenseNowIsRefused() {
        Line line = Line.fresh(SPEC, 3);

        assertThat(line.command("FILLER", ControlCommand.UNHOLD)).isFalse();
        assertThat(line.command("NO-SUCH-MACHINE", ControlCommand.STOP)).isFalse();
    }

    @Test
    void aSlowerSetSpeedMakesFewerItems() {
        Line fast = Line.fresh(SPEC, 11);
        Line slow = Line.fresh(SPEC, 11);
        while (fast.snapshots().getFirst().state() != PackMlState.EXECUTE) {
            fast.step();
            slow.step();
        }

        slow.setSpeed("FILLER", 30);
        run(fast, 60);
        run(slow, 60);

        assertThat(slow.snapshots().getFirst().speed()).isLessThanOrEqualTo(30);
        assertThat(slow.snapshots().getFirst().total())
                .isLessThan(fast.snapshots().getFirst().total());
    }

    private static void run(Line line, int seconds) {
        for (int second = 0; second < seconds; second++) {
            line.step();
        }
    }

    private static void remember(List<String> seen, String value) {
        if (!seen.contains(value)) {
            seen.add(value);
        }
    }
}
