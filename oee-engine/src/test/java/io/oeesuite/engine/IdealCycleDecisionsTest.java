package io.oeesuite.engine;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.model.IdealCycles;
import io.oeesuite.engine.model.MachineModel;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Ideal cycles, and what follows from them. One test per rule of docs/oee.md. */
class IdealCycleDecisionsTest {
    @Test
    void aChangeoverSumsIdealTimesQuantityOverTheProducts() {
        TestMachine machine = running()
                .model(MachineModel.DEFAULT.withIdeals(new IdealCycles(Map.of("A", 1000.0, "B", 3000.0))))
                .product("08:00", "A")
                .total("08:00:10", 0)
                .defects("08:00:10", 0)
                .total("08:30", 900)
                .defects("08:30", 90)
                .product("08:30", "B")
                .total("09:00", 1200);
        Kpis kpis = machine.kpis("08:00", "09:00");

        assertThat(machine.totals("08:00", "09:00").idealTotalMs()).isEqualTo(900_000 + 900_000);
        assertThat(kpis.quality().orElseThrow()).isCloseTo(1 - 90.0 / 1800, within(1e-12));
        assertThat(kpis.oee().orElseThrow()).isCloseTo(1710.0 / 3600, within(1e-12));
    }

    @Test
    void withoutAnIdealThereIsNoPerformanceAndNoOeeButAnAvailability() {
        TestMachine machine =
                new TestMachine().state("08:00", 6).total("08:00:10", 0).total("09:00", 100);

        assertThat(machine.kpis("08:00", "09:00").performance()).isEmpty();
        assertThat(machine.kpis("08:00", "09:00").oee()).isEmpty();
        assertThat(machine.kpis("08:00", "09:00").availability()).hasValue(1);
        assertThat(machine.tally("08:00", "09:00").flags().has(LedgerFlag.IDEAL_MISSING))
                .isTrue();
    }

    @Test
    void aDesignSpeedOfZeroIsNone() {
        TestMachine machine =
                running().designSpeed("08:00:05", 0).total("08:00:10", 0).total("09:00", 100);

        assertThat(machine.kpis("08:00", "09:00").oee()).isEmpty();
    }

    @Test
    void aDesignSpeedThatMakesNoSenseIsNone() {
        for (double speed : new double[] {Double.MIN_VALUE, 1e-9, Double.MAX_VALUE}) {
            TestMachine machine = running()
                    .designSpeed("08:00:05", speed)
                    .total("08:00:10", 0)
                    .total("09:00", 100);

            assertThat(machine.kpis("08:00", "09:00").quality().orElse(1)).isEqualTo(1);
            assertThat(machine.kpis("08:00", "09:00").oee().orElse(0)).isLessThan(1e-9);
        }
    }

    @Test
    void theDesignSpeedInForceJustBeforeTheCountIsTheIdeal() {
        TestMachine machine = running()
                .total("08:00:10", 0)
                .total("08:10", 10)
                .designSpeed("08:10", 30)
                .total("08:20", 20);

        assertThat(machine.totals("08:00", "08:10").idealTotalMs()).isEqualTo(10_000);
        assertThat(machine.totals("08:10", "08:20").idealTotalMs()).isEqualTo(20_000);
    }

    @Test
    void aPerformanceAboveOneIsKeptAndFlagged() {
        TestMachine machine = running().total("08:00:10", 0).total("08:01", 90);

        assertThat(machine.kpis("08:00", "08:01").performance()).hasValue(1.5);
        assertThat(machine.tally("08:00", "08:01").flags().has(LedgerFlag.PERFORMANCE_OVER_1))
                .isTrue();
    }

    @Test
    void moreRejectsThanItemsAreKeptAndFlagged() {
        TestMachine machine = running()
                .total("08:00:10", 0)
                .defects("08:00:10", 0)
                .total("08:01", 1)
                .defects("08:01", 3);

        assertThat(machine.totals("08:00", "08:01").goodCount()).isEqualTo(-2);
        assertThat(machine.tally("08:00", "08:01").flags().has(LedgerFlag.REJECTS_OVER_TOTAL))
                .isTrue();
    }

    @Test
    void rejectsMadeDuringSetUpAreStartUpYield() {
        TestMachine machine = running()
                .defects("08:00:10", 0)
                .total("08:00:10", 0)
                .mode("08:10", 3)
                .total("08:15", 5)
                .defects("08:15", 5)
                .mode("08:20", 1)
                .total("08:30", 105)
                .defects("08:30", 7);
        Totals totals = machine.totals("08:00", "09:00");

        assertThat(totals.idealStartupMs()).isEqualTo(5_000);
        assertThat(totals.idealTotalMs() - totals.idealGoodMs()).isEqualTo(7_000);
    }
}
