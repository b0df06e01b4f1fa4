package io.oeesuite.engine;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.MachineModel;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;

/** From state, mode, reason and order to a bucket. One test per rule of docs/oee.md. */
class MappingDecisionsTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void everyPackMlStateHasItsBucket() {
        for (int state : List.of(1, 2, 5, 7, 8, 9, 10, 11, 12, 13, 14)) {
            assertThat(bucket(state, "O1")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
            assertThat(bucket(state, "")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
        }
        for (int state : List.of(3, 4, 15, 16, 17)) {
            assertThat(bucket(state, "O1")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
            assertThat(bucket(state, "")).as("state %d", state).isEqualTo(LedgerBucket.PLANNED_DOWN);
        }
        assertThat(bucket(6, "")).isEqualTo(LedgerBucket.RUN);
        assertThat(bucket(0, "O1")).isEqualTo(LedgerBucket.NO_DATA);
    }

    @Test
    void aNumberThatIsNoStateIsNoData() {
        assertThat(new TestMachine()
                        .fact(Observation.of(Signal.STATE, TestMachine.ms("08:00"), FactValue.of((1L << 32) + 6)))
                        .totals("08:00", "09:00")
                        .noDataMs())
                .isEqualTo(60 * MINUTE_MS);
        assertThat(bucket(99, "O1")).isEqualTo(LedgerBucket.NO_DATA);
    }

    @Test
    void aMachineThatNeverSaidAnOrderAlwaysHasOne() {
        TestMachine machine = new TestMachine().state("08:00", 4);

        assertThat(machine.totals("08:00", "09:00").unplannedDownMs()).isEqualTo(60 * MINUTE_MS);
    }

    @Test
    void maintenanceIsPlannedAndManualIsSetUp() {
        Totals totals =
                running().mode("08:10", 2).mode("08:20", 3).mode("08:30", 1).totals("08:00", "09:00");

        assertThat(totals.plannedDownMs()).isEqualTo(10 * MINUTE_MS);
        assertThat(totals.setupMs()).isEqualTo(10 * MINUTE_MS);
    }

    @Test
    void aReasonMakesAStopPlannedOrSetUp() {
        Totals totals = running()
                .model(MachineModel.DEFAULT.withRules(new BucketRules(
                        Map.of(),
                        Map.of(),
                        Map.of("lunch", LedgerBucket.PLANNED_DOWN, "changeover", LedgerBucket.SETUP),
                        LedgerBucket.PLANNED_DOWN)))
                .state("08:10", 2)
                .reason("08:10", "lunch")
                .reason("08:20", "changeover")
                .reason("08:30", "jam")
                .totals("08:00", "08:40");

        assertThat(totals.plannedDownMs()).isEqualTo(10 * MINUTE_MS);
        assertThat(totals.setupMs()).isEqualTo(10 * MINUTE_MS);
        assertThat(totals.unplannedDownMs()).isEqualTo(10 * MINUTE_MS);
    }

    @Test
    void aVendorsOwnNumbersAreConfigured() {
        Totals totals = new TestMachine()
                .model(MachineModel.DEFAULT.withRules(new BucketRules(
                        Map.of(4, LedgerBucket.RUN, 99, LedgerBucket.SETUP),
                        Map.of(),
                        Map.of(),
                        LedgerBucket.PLANNED_DOWN)))
                .state("08:00", 4)
                .order("08:00", "")
                .state("08:30", 99)
                .totals("08:00", "09:00");

        assertThat(totals.runMs()).isEqualTo(30 * MINUTE_MS);
        assertThat(totals.setupMs()).isEqualTo(30 * MINUTE_MS);
    }

    private LedgerBucket bucket(int state, String order) {
        return new TestMachine()
                .state("08:00", state)
                .order("08:00", order)
                .ledger("08:00", "12:00")
                .intervals()
                .getFirst()
                .bucket();
    }
}
