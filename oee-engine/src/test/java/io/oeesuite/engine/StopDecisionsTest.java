package io.oeesuite.engine;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerInterval;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Minor and unplanned stops. One test per rule of docs/oee.md. */
class StopDecisionsTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void aStopStrictlyShorterThanTheThresholdIsMinor() {
        assertThat(stop("08:01:59.999").minorStopMs()).isEqualTo(119_999);
        assertThat(stop("08:02").unplannedDownMs()).isEqualTo(120_000);
    }

    @Test
    void theReasonMayChangeWithinOneStop() {
        Totals totals = running()
                .state("08:10", 9)
                .reason("08:11", "3")
                .reason("08:12", "4")
                .state("08:13", 6)
                .totals("08:00", "09:00");

        assertThat(totals.unplannedDownMs()).isEqualTo(3 * MINUTE_MS);
        assertThat(totals.minorStopMs()).isZero();
    }

    @Test
    void aStopIsJudgedAsAWholeWhateverThePeriodAskedFor() {
        TestMachine machine = running().state("08:09", 9).state("08:12", 6);

        assertThat(machine.totals("08:11", "08:12").unplannedDownMs()).isEqualTo(MINUTE_MS);
    }

    @Test
    void aPartHasTheBeginningOfItsWholeStop() {
        TestMachine machine = running().state("08:10", 9).reason("08:11", "3").state("08:13", 6);

        assertThat(new LedgerBuilder(machine.store(), machine.models())
                        .wholeIntervals(
                                new TimeRange(TestMachine.ms("08:11"), TestMachine.ms("08:12")),
                                TestMachine.ms("09:00")))
                .filteredOn(interval -> interval.stopFromMs().isPresent())
                .extracting(
                        LedgerInterval::reason,
                        interval -> interval.stopFromMs().orElseThrow())
                .containsExactly(tuple("", TestMachine.ms("08:10")), tuple("3", TestMachine.ms("08:10")));
    }

    private Totals stop(String until) {
        return running().state("08:00", 9).state(until, 6).totals("08:00", "09:00");
    }
}
