package io.oeesuite.engine;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPart;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.Tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BottlingLineTest {
    private static final long MINUTE_MS = 60_000;

    private final BottlingLine line = new BottlingLine();
    private final LedgerBuilder ledger = new LedgerBuilder(TestMachine.store(line.facts()), MachineModels.DEFAULT);
    private final long fromMs = line.batches().getFirst().fromMs();
    private final long toMs = line.batches().getLast().toMs();

    @Test
    void theWholeLine() {
        Totals totals = totals(fromMs, toMs);
        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(line.batches()).hasSize(38);
        assertThat(totals.runMs()).isEqualTo(2470 * MINUTE_MS);
        assertThat(totals.unplannedDownMs() + totals.minorStopMs()).isEqualTo(1388 * MINUTE_MS);
        assertThat(totals.calendarMs()).isEqualTo(toMs - fromMs);
        assertThat(totals.totalCount()).isEqualTo(38);
        assertThat(kpis.availability().orElseThrow()).isCloseTo(2470.0 / 3858, within(1e-12));
        assertThat(kpis.performance().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(kpis.quality()).hasValue(1);
        assertThat(kpis.oee().orElseThrow()).isCloseTo(2470.0 / 3858, within(1e-12));
    }

    @Test
    void everyBatchRunsForItsIdealTime() {
        assertThat(line.batches()).allSatisfy(batch -> {
            Totals totals = totals(batch.fromMs(), batch.toMs());
            assertThat(totals.runMs()).isEqualTo(batch.idealMinutes() * MINUTE_MS);
            assertThat(totals.idealTotalMs()).isCloseTo(totals.runMs(), within(1e-6));
        });
    }

    @Test
    void stoppedTimeByReason() {
        Map<String, Integer> minutes = new HashMap<>();
        for (LedgerInterval interval : part(fromMs, toMs).intervals()) {
            if (interval.bucket() == LedgerBucket.UNPLANNED_DOWN || interval.bucket() == LedgerBucket.MINOR_STOP) {
                minutes.merge(
                        interval.reason(), (int) ((interval.toMs() - interval.fromMs()) / MINUTE_MS), Integer::sum);
            }
        }

        assertThat(minutes).isEqualTo(line.minutesByReason());
    }

    @Test
    void nothingIsKnownBeforeAndAfter() {
        long day = 24 * 60 * MINUTE_MS;

        assertThat(totals(fromMs - day, fromMs).noDataMs()).isEqualTo(day);
        assertThat(totals(toMs, toMs + day).noDataMs()).isEqualTo(day);
        assertThat(totals(BottlingLine.BIRTH_MS, BottlingLine.BIRTH_MS + day).totalCount())
                .isZero();
    }

    private Totals totals(long from, long to) {
        return Tally.of(from, to, part(from, to)).totals();
    }

    private LedgerPart part(long from, long to) {
        return ledger.part(new TimeRange(from, to), to);
    }
}
