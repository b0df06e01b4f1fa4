package io.oeesuite.engine;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowResult;

import static org.assertj.core.api.Assertions.assertThat;

/** A large restatement is done in portions, each of them short. */
class RestatementPortionTest {
    private static final long SLOT_MS = 10_000;
    private static final long DAY_MS = 86_400_000;
    private static final long BEGIN_MS = TestMachine.ms("00:00");
    private static final int DAYS = 30;
    private static final int A_PORTION_AND_ITS_WINDOWS = 130_000;
    private static final int RECORD_BYTES = 4 << 20;

    private final List<LedgerPatch> patches = new ArrayList<>();
    private final List<WindowResult> results = new ArrayList<>();
    private final OeeMachine machine = new OeeMachine(
            new SortedBytesInMemory(),
            "m",
            MachineModels.DEFAULT,
            Timing.DEFAULT,
            new OeeOutput() {
                @Override
                public void ledger(LedgerPatch patch, Cause cause) {
                    patches.add(patch);
                }

                @Override
                public void result(WindowResult result) {
                    results.add(result);
                }
            },
            BEGIN_MS);

    @Test
    void anotherModelForAMonthOfCountsIsWorkedInPortionByPortion() {
        long end = countFor(DAYS);
        patches.clear();
        results.clear();

        machine.read(
                MachineModels.always(MachineModel.DEFAULT.withIdeals(
                        new io.oeesuite.engine.model.IdealCycles(java.util.Map.of("", 500.0)))),
                BEGIN_MS,
                end);
        machine.settle(Cause.MODEL, end);
        int portions = 0;
        for (long clock = machine.dueMs(end).orElseThrow();
                clock < end + 60_000;
                clock = machine.dueMs(clock).orElseThrow()) {
            machine.advance(clock);
            assertThat(machine.built()).isLessThan(A_PORTION_AND_ITS_WINDOWS);
            portions += machine.built() > 1_000 ? 1 : 0;
        }

        assertThat(portions).isEqualTo(3);
        assertThat(patches.stream().mapToInt(patch -> patch.counts().size()).sum())
                .isEqualTo((int) (DAYS * DAY_MS / SLOT_MS));
        assertThat(results.stream()
                        .filter(result -> result.span().kind() == WindowKind.DAY)
                        .filter(result ->
                                result.cause() == Cause.MODEL && result.totals().idealTotalMs() > 0))
                .hasSizeBetween(DAYS - 1, DAYS)
                .allSatisfy(day -> assertThat(day.version()).isEqualTo(2));
    }

    @Test
    void longNamesMakeMoreRecordsAndNoLargerOnes() {
        String product = "x".repeat(5_000);
        machine.observe(Observation.of(Signal.PRODUCT, BEGIN_MS, FactValue.of(product)), BEGIN_MS);
        long end = BEGIN_MS;
        for (int i = 0; i < 2_000; i++) {
            end = BEGIN_MS + i * SLOT_MS;
            machine.observe(Observation.of(Signal.TOTAL, end, FactValue.of((long) i)), end);
            machine.observe(Observation.of(Signal.STATE, end, FactValue.of(i % 2 == 0 ? 6L : 9L)), end);
        }
        machine.settle(Cause.LIVE, end);

        assertThat(patches)
                .isNotEmpty()
                .allSatisfy(patch -> assertThat(product.length()
                                * (patch.counts().size() + patch.intervals().size()))
                        .isLessThan(RECORD_BYTES));
        assertThat(patches.stream().mapToInt(patch -> patch.intervals().size()).sum())
                .isGreaterThanOrEqualTo(2_000);
    }

    private long countFor(int days) {
        machine.observe(Observation.of(Signal.STATE, BEGIN_MS, FactValue.of(6L)), BEGIN_MS);
        long end = BEGIN_MS;
        for (int i = 0; i <= days * DAY_MS / SLOT_MS; i++) {
            end = BEGIN_MS + i * SLOT_MS;
            machine.observe(Observation.of(Signal.TOTAL, end, FactValue.of((long) i)), end);
            machine.settle(Cause.LIVE, end);
        }
        return end;
    }
}
