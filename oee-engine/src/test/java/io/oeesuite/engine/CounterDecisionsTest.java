package io.oeesuite.engine;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.model.MachineModel;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Counters that roll over, reset, are born again or come back after a gap. One test per rule of docs/oee.md. */
class CounterDecisionsTest {
    @Test
    void aDropFromNearlyFullToNearlyEmptyIsARollover() {
        TestMachine machine = running()
                .model(MachineModel.DEFAULT.withCounterMax(65_535))
                .total("08:01", 65_500)
                .total("08:02", 4);

        assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(40);
        assertThat(machine.tally("08:01", "08:02").flags().has(LedgerFlag.COUNTER_ROLLOVER))
                .isTrue();
    }

    @Test
    void aPackMlCounterRollsOverAfterTheGreatestInteger() {
        TestMachine machine = running().total("08:01", Integer.MAX_VALUE).total("08:02", 0);

        assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(1);
    }

    @Test
    void anyOtherDropIsAResetThatHasCountedWhatItShows() {
        TestMachine machine = running().total("08:01", 1000).total("08:02", 12);

        assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(12);
        assertThat(machine.tally("08:01", "08:02").flags().has(LedgerFlag.COUNTER_RESET))
                .isTrue();
    }

    @Test
    void aDropFromNinetyPercentToTenPercentIsTheLastThatIsARollover() {
        MachineModel model = MachineModel.DEFAULT.withCounterMax(1000);

        assertThat(made(model, 900, 100)).isEqualTo(201);
        assertThat(made(model, 899, 100)).isEqualTo(100);
        assertThat(made(model, 900, 101)).isEqualTo(101);
    }

    @Test
    void aCountWasProducedBeforeItsTime() {
        TestMachine machine = running()
                .product("08:00", "A")
                .total("08:01", 0)
                .total("08:02", 10)
                .product("08:02", "B");

        assertThat(machine.ledger("08:00", "08:05").counts())
                .extracting(CountSlot::product, CountSlot::total)
                .containsExactly(tuple("A", 10L));
        assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(10);
        assertThat(machine.totals("08:02", "08:03").totalCount()).isZero();
    }

    @Test
    void birthValuesAreABaselineNeverProduction() {
        TestMachine machine =
                running().total("08:01", 100).birthCounts("08:10", 150, 0).total("08:11", 160);

        assertThat(machine.totals("08:00", "09:00").totalCount()).isEqualTo(10);
    }

    @Test
    void aBirthThatRepeatsWhatDataSaidTakesNothingAway() {
        TestMachine machine =
                running().total("08:00:30", 90).total("08:01", 100).birthCounts("08:01", 100, 0);

        assertThat(machine.totals("08:00", "09:00").totalCount()).isEqualTo(10);
    }

    @Test
    void whatIsCountedAfterAGapIsCountedAtArrival() {
        TestMachine machine = gap();

        assertThat(machine.totals("08:19", "08:20").totalCount()).isEqualTo(100);
        assertThat(machine.totals("08:10", "08:19").totalCount()).isZero();
        assertThat(machine.tally("08:19", "08:20").flags().has(LedgerFlag.GAP_COUNT))
                .isTrue();
    }

    @Test
    void whatIsCountedAfterAGapIsSpreadOverItWhereTheModelSaysSo() {
        TestMachine machine = gap().model(MachineModel.DEFAULT.withGapCountsSpread());

        assertThat(machine.totals("08:10", "08:15").totalCount()).isEqualTo(50);
        assertThat(machine.totals("08:10", "08:20").totalCount()).isEqualTo(100);
    }

    private TestMachine gap() {
        return running().total("08:10", 0).death("08:10:30").birth("08:19:30").total("08:20", 100);
    }

    private long made(MachineModel model, long before, long after) {
        return running()
                .model(model)
                .total("08:01", before)
                .total("08:02", after)
                .totals("08:01", "08:02")
                .totalCount();
    }
}
