package io.oeesuite.engine;

import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Cases published by others, told to the engine as facts; the published percentages are rounded, so the unrounded product must match too. */
class PublishedCasesTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** An expected percentage as printed, good to the last digit. */
    private static Offset<Double> printed() {
        return within(0.000_005);
    }

    private static TestMachine vorneShift() {
        return new TestMachine()
                .birth("06:00")
                .state("06:00", 6)
                .order("06:00", "4711")
                .designSpeed("06:00", 60)
                .birthCounts("06:00", 0, 0)
                .order("08:00", "")
                .state("08:00", 4)
                .order("08:15", "4711")
                .state("08:15", 6)
                .state("09:15", 9)
                .order("10:02", "")
                .state("10:02", 4)
                .order("10:32", "4711")
                .state("10:32", 6)
                .order("12:12", "")
                .state("12:12", 4)
                .order("12:27", "4711")
                .state("12:27", 6)
                .total("14:00", 19_271)
                .defects("14:00", 423);
    }

    @Test
    void vorne() {
        TestMachine machine = vorneShift();

        Kpis kpis = machine.kpis("06:00", "14:00");

        assertThat(kpis.availability().orElseThrow()).isCloseTo(0.88810, printed());
        assertThat(kpis.performance().orElseThrow()).isCloseTo(0.86108, printed());
        assertThat(kpis.quality().orElseThrow()).isCloseTo(0.97805, printed());
        assertThat(kpis.oee().orElseThrow()).isCloseTo(0.74794, printed());
        assertThat(kpis.oee().orElseThrow()).isCloseTo(18_848.0 / (420 * 60), EXACT);
        assertThat(machine.totals("06:00", "14:00").plannedDownMs()).isEqualTo(60 * 60_000);
    }

    @Test
    void goodPartsUsedInPerformanceWouldTurnVorneIntoSomethingElse() {
        Kpis kpis = vorneShift().kpis("06:00", "14:00");

        double wrong = kpis.availability().orElseThrow()
                * (18_848 * 1000.0 / (373 * 60_000))
                * kpis.quality().orElseThrow();

        assertThat(wrong).isCloseTo(0.73152, printed());
        assertThat(kpis.oee().orElseThrow()).isNotCloseTo(wrong, within(0.01));
    }

    @Test
    void nakajima() {
        TestMachine machine = new TestMachine()
                .birth("08:00")
                .state("08:00", 6)
                .designSpeed("08:00", 2)
                .birthCounts("08:00", 0, 0)
                .state("11:00", 8)
                .state("12:00", 6)
                .total("15:40", 400)
                .defects("15:40", 8);

        assertThat(machine.kpis("08:00", "15:40").oee().orElseThrow()).isCloseTo(0.42609, printed());
        assertThat(machine.kpis("08:00", "15:40").oee().orElseThrow()).isCloseTo(392 * 0.5 / 460, EXACT);
    }

    @Test
    void rhize() {
        TestMachine machine = new TestMachine()
                .birth("09:00")
                .state("09:00", 6)
                .designSpeed("09:00", 6)
                .birthCounts("09:00", 0, 0)
                .state("10:30", 9)
                .state("11:00", 6)
                .total("12:00", 1000)
                .defects("12:00", 200);

        Kpis kpis = machine.kpis("09:00", "12:00");

        assertThat(kpis.availability().orElseThrow()).isCloseTo(0.83333, printed());
        assertThat(kpis.performance().orElseThrow()).isCloseTo(1.11111, printed());
        assertThat(kpis.quality()).hasValue(0.8);
        assertThat(kpis.oee().orElseThrow()).isCloseTo(20.0 / 27, EXACT);
    }

    @Test
    void leanExecution() {
        Totals first = machine("08:32", 6, 2240, 50);
        Totals second = machine("08:18", 60_000.0 / 45_000, 450, 25);
        Totals third = machine("08:00", 60_000.0 / 70_000, 229, 11);

        assertThat(oee(first)).isCloseTo(0.80220, printed());
        assertThat(oee(second)).isCloseTo(0.70055, printed());
        assertThat(oee(third)).isCloseTo(0.55897, printed());
        assertThat(oee(Totals.rollUp(List.of(first, second, third)))).isCloseTo(0.68724, printed());
        assertThat(oee(Totals.rollUp(List.of(first, second, third))))
                .isCloseTo((2190 * 10 + 425 * 45 + 218 * 70) / (3 * 455 * 60.0), EXACT);
    }

    private static Totals machine(String downUntil, double itemsPerMinute, long made, long scrap) {
        return new TestMachine()
                .birth("08:00")
                .state("08:00", 9)
                .designSpeed("08:00", itemsPerMinute)
                .birthCounts("08:00", 0, 0)
                .state(downUntil, 6)
                .total("15:35", made)
                .defects("15:35", scrap)
                .totals("08:00", "15:35");
    }

    private static double oee(Totals totals) {
        return Kpis.of(totals, KpiPolicy.DEFAULT).oee().orElseThrow();
    }
}
