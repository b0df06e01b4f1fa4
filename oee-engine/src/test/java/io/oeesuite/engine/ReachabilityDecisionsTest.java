package io.oeesuite.engine;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.model.MachineModel;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;

/** What is known of a machine that is silent, dead, back again or tells its history. One test per rule of docs/oee.md. */
class ReachabilityDecisionsTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void theLastStateHoldsWhileTheSessionIsAliveAndSilent() {
        assertThat(running().totals("08:00", "20:00").runMs()).isEqualTo(12 * 60 * MINUTE_MS);
    }

    @Test
    void nothingIsKnownFromADeathToTheNextBirth() {
        TestMachine machine = running().death("09:00").birth("09:30");
        Totals totals = machine.totals("08:00", "10:00");

        assertThat(totals.noDataMs()).isEqualTo(30 * MINUTE_MS);
        assertThat(totals.runMs()).isEqualTo(90 * MINUTE_MS);
        assertThat(Kpis.of(totals, KpiPolicy.DEFAULT).availability()).hasValue(1);
        assertThat(Kpis.of(totals, new KpiPolicy(true, false)).availability()).hasValue(0.75);
    }

    @Test
    void dataOfADeadSessionWithAClockAheadDoesNotBringItBack() {
        TestMachine machine = running().death("09:00").total("09:00:00.050", 7);

        assertThat(machine.totals("09:00", "10:00").noDataMs()).isEqualTo(60 * MINUTE_MS);
    }

    @Test
    void aBirthEndsTheDeathBeforeItEvenIfTheEdgeClockIsBehind() {
        TestMachine machine = running().death("09:00").birth("08:59");

        assertThat(machine.totals("09:00", "10:00").noDataMs()).isZero();
    }

    @Test
    void historyToldAfterwardsFillsAnOutage() {
        TestMachine machine = running()
                .death("09:00")
                .birth("09:30")
                .historical(Signal.STATE, "09:10", FactValue.of(9))
                .historical(Signal.STATE, "09:20", FactValue.of(6));
        Totals totals = machine.totals("09:00", "09:30");

        assertThat(totals.noDataMs()).isEqualTo(10 * MINUTE_MS);
        assertThat(totals.unplannedDownMs()).isEqualTo(10 * MINUTE_MS);
        assertThat(totals.runMs()).isEqualTo(10 * MINUTE_MS);
    }

    @Test
    void anUndefinedStateIsNoData() {
        assertThat(running().state("08:30", 0).totals("08:00", "09:00").noDataMs())
                .isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void nothingIsKnownBeforeTheFirstFact() {
        assertThat(running().totals("07:00", "09:00").noDataMs()).isEqualTo(60 * MINUTE_MS);
    }

    @Test
    void aMachineWithoutASessionIsNotKnownWhenItWasSilentForLongerThanItsLimit() {
        Totals totals = speakingEvery10Minutes().heard("08:10").heard("09:00").totals("08:00", "09:30");

        assertThat(totals.noDataMs()).isEqualTo(40 * MINUTE_MS + 20 * MINUTE_MS);
        assertThat(totals.runMs()).isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void silenceThatGoesOnBeginsWhenTheLimitHasPassed() {
        assertThat(speakingEvery10Minutes().totals("08:00", "08:10").noDataMs()).isZero();
        assertThat(speakingEvery10Minutes().totals("08:00", "08:11").noDataMs()).isEqualTo(MINUTE_MS);
    }

    @Test
    void whatIsHeardLateFillsASilence() {
        TestMachine machine = speakingEvery10Minutes().heard("08:50").heard("08:25");

        assertThat(machine.totals("08:00", "08:50").noDataMs()).isEqualTo((15 + 15) * MINUTE_MS);
    }

    @Test
    void itemsCountedAfterASilenceAreFlagged() {
        TestMachine machine = speakingEvery10Minutes()
                .total("08:00", 1)
                .total("08:01", 5)
                .heard("08:30")
                .total("08:30", 9);

        assertThat(machine.ledger("08:00", "09:00").counts())
                .extracting(slot -> slot.flags().has(LedgerFlag.GAP_COUNT))
                .containsExactly(false, true);
    }

    @Test
    void theLimitIsOneOfTheModel() {
        TestMachine machine = running().heard("08:00");

        assertThat(machine.totals("08:00", "10:00").noDataMs())
                .as("an hour by default")
                .isEqualTo(60 * MINUTE_MS);
    }

    private static TestMachine speakingEvery10Minutes() {
        return new TestMachine()
                .model(MachineModel.DEFAULT.validFrom(0).withSilenceLimitMs(10 * MINUTE_MS))
                .state("08:00", 6)
                .heard("08:00");
    }
}
