package io.oeesuite.simulator.plant;

import java.util.EnumSet;
import java.util.List;

import io.oeesuite.simulator.scenario.ScenarioFile;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class LinePropertiesTest {

    private static final LineSpec SPEC =
            ScenarioFile.named("default").nodes().getFirst().line();
    private static final int EIGHT_HOURS = 8 * 3600;

    @Property(tries = 12)
    void everyStepBetweenStatesIsOneThatPackMlAllows(@ForAll long seed) {
        Line line = Line.fresh(SPEC, seed);
        List<MachineSnapshot> before = line.snapshots();
        for (int second = 0; second < EIGHT_HOURS; second++) {
            line.step();
            List<MachineSnapshot> now = line.snapshots();
            for (int i = 0; i < now.size(); i++) {
                PackMlState from = before.get(i).state();
                PackMlState to = now.get(i).state();
                assertThat(from == to || from.mayBecome(to) || throughTransient(from, to))
                        .as("%s → %s", from, to)
                        .isTrue();
            }
            before = now;
        }
    }

    // a machine may enter a state and leave it within the same second
    private static boolean throughTransient(PackMlState from, PackMlState to) {
        return EnumSet.allOf(PackMlState.class).stream().anyMatch(via -> from.mayBecome(via) && via.mayBecome(to));
    }

    @Property(tries = 12)
    void countersNeverFallAndRejectsNeverExceedTheTotal(@ForAll long seed) {
        Line line = Line.fresh(SPEC, seed);
        List<MachineSnapshot> before = line.snapshots();
        for (int second = 0; second < EIGHT_HOURS; second++) {
            line.step();
            List<MachineSnapshot> now = line.snapshots();
            for (int i = 0; i < now.size(); i++) {
                assertThat(now.get(i).total())
                        .isGreaterThanOrEqualTo(before.get(i).total());
                assertThat(now.get(i).rejects())
                        .isBetween(before.get(i).rejects(), now.get(i).total());
            }
            before = now;
        }
    }

    @Property(tries = 12)
    void noMachinePassesOnMoreThanItWasGiven(@ForAll long seed) {
        Line line = Line.fresh(SPEC, seed);
        for (int second = 0; second < EIGHT_HOURS; second++) {
            line.step();
        }
        List<MachineSnapshot> machines = line.snapshots();
        for (int i = 1; i < machines.size(); i++) {
            MachineSnapshot upstream = machines.get(i - 1);
            assertThat(machines.get(i).total()).isLessThanOrEqualTo(upstream.total() - upstream.rejects());
        }
    }

    @Property(tries = 8)
    void aLineResumedFromItsMemoryGoesOnAsIfNothingHadHappened(@ForAll long seed) {
        Line uninterrupted = Line.fresh(SPEC, seed);
        run(uninterrupted, 5000);

        Line resumed = Line.resumed(SPEC, seed, uninterrupted.memory());
        run(uninterrupted, 5000);
        run(resumed, 5000);

        assertThat(resumed.memory()).isEqualTo(uninterrupted.memory());
    }

    private static void run(Line line, int seconds) {
        for (int second = 0; second < seconds; second++) {
            line.step();
        }
    }
}
