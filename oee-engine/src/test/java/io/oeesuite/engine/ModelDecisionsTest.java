package io.oeesuite.engine;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.MachineModel;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Models that change. One test per rule of docs/oee.md. */
class ModelDecisionsTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void aModelHoldsFromItsTimeOn() {
        TestMachine machine = running()
                .model(MachineModel.DEFAULT
                        .validFrom(TestMachine.ms("08:30"))
                        .withRules(new BucketRules(
                                Map.of(6, LedgerBucket.SETUP), Map.of(), Map.of(), LedgerBucket.PLANNED_DOWN)));
        Totals totals = machine.totals("08:00", "09:00");

        assertThat(totals.runMs()).isEqualTo(30 * MINUTE_MS);
        assertThat(totals.setupMs()).isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void noStopOfMoreThanADayIsAMinorOne() {
        long day = MachineModel.GREATEST_MINOR_STOP_THRESHOLD_MS;

        assertThat(MachineModel.DEFAULT.withMinorStopThresholdMs(day).minorStopThresholdMs())
                .isEqualTo(24 * 60 * MINUTE_MS);
        assertThatThrownBy(() -> MachineModel.DEFAULT.withMinorStopThresholdMs(day + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("86400001");
    }
}
