package io.oeesuite.engine.kpi;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.ledger.LedgerBucket;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class KpisTest {
    private static final long MINUTE = 60_000;

    @Test
    void vorneExample() {
        Totals totals = time(LedgerBucket.PLANNED_DOWN, 60)
                .plus(time(LedgerBucket.UNPLANNED_DOWN, 47))
                .plus(time(LedgerBucket.RUN, 373))
                .plus(Totals.ofRatedCounts(19_271, 423, 19_271_000, 18_848_000, 0));

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(kpis.availability()).hasValue(373.0 / 420);
        assertThat(kpis.performance()).hasValue(19_271_000.0 / (373 * MINUTE));
        assertThat(kpis.quality()).hasValue(18_848.0 / 19_271);
        assertThat(kpis.oee().orElseThrow()).isCloseTo(0.74794, within(0.000005));
        assertThat(kpis.teep().orElseThrow()).isCloseTo(18_848_000.0 / (480 * MINUTE), within(1e-12));
    }

    @Test
    void breaksAreChargedToAvailabilityWhenThePolicySaysSo() {
        Totals totals = time(LedgerBucket.PLANNED_DOWN, 60)
                .plus(time(LedgerBucket.UNPLANNED_DOWN, 47))
                .plus(time(LedgerBucket.RUN, 373));

        assertThat(Kpis.of(totals, new KpiPolicy(false, true)).availability()).hasValue(373.0 / 480);
    }

    @Test
    void noDataIsLeftOutUnlessCharged() {
        Totals totals = time(LedgerBucket.NO_DATA, 60).plus(time(LedgerBucket.RUN, 60));

        assertThat(Kpis.of(totals, KpiPolicy.DEFAULT).availability()).hasValue(1.0);
        assertThat(Kpis.of(totals, new KpiPolicy(true, false)).availability()).hasValue(0.5);
    }

    @Test
    void minorStopsBelongToTheProductionTime() {
        Totals totals = time(LedgerBucket.MINOR_STOP, 1)
                .plus(time(LedgerBucket.RUN, 9))
                .plus(Totals.ofRatedCounts(9, 0, 9 * MINUTE, 9 * MINUTE, 0));

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(kpis.availability()).hasValue(1.0);
        assertThat(kpis.performance()).hasValue(0.9);
    }

    @Test
    void setUpCountsInNeeButNotInAvailability() {
        Totals totals = time(LedgerBucket.SETUP, 10)
                .plus(time(LedgerBucket.UNPLANNED_DOWN, 10))
                .plus(time(LedgerBucket.RUN, 80))
                .plus(Totals.ofRatedCounts(80, 20, 80 * MINUTE, 60 * MINUTE, 0));

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(kpis.availability()).hasValue(0.8);
        assertThat(kpis.nee().orElseThrow()).isCloseTo(0.9 * 0.75, within(1e-12));
        assertThat(kpis.setupRate()).hasValue(10.0 / 90);
        assertThat(kpis.technicalEfficiency()).hasValue(80.0 / 90);
        assertThat(kpis.utilisation()).hasValue(0.8);
        assertThat(kpis.allocation()).hasValue(1.0);
        assertThat(kpis.scrapRatio()).hasValue(0.25);
        assertThat(kpis.throughputPerHour()).hasValue(48.0);
    }

    @Test
    void noPlannedBusyTimeMeansNoKpi() {
        Kpis kpis = Kpis.of(time(LedgerBucket.NOT_SCHEDULED, 60), KpiPolicy.DEFAULT);

        assertThat(kpis)
                .extracting(Kpis::availability, Kpis::performance, Kpis::quality, Kpis::oee, Kpis::teep)
                .containsOnly(OptionalDouble.empty());
    }

    @Test
    void nothingProducedMeansNoQualityButAnOeeOfZero() {
        Totals totals = Totals.ofTime(LedgerBucket.RUN, MINUTE, true);

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(kpis.quality()).isEmpty();
        assertThat(kpis.performance()).hasValue(0);
        assertThat(kpis.oee()).hasValue(0);
    }

    @Test
    void noProductionTimeMeansNoPerformance() {
        Kpis kpis = Kpis.of(time(LedgerBucket.UNPLANNED_DOWN, 60), KpiPolicy.DEFAULT);

        assertThat(kpis.performance()).isEmpty();
        assertThat(kpis.availability()).hasValue(0);
    }

    @Test
    void missingIdealMeansNoPerformanceAndNoOeeButAnAvailability() {
        Totals totals = time(LedgerBucket.RUN, 60).plus(Totals.ofUnratedCounts(10, 1));

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        assertThat(kpis)
                .extracting(Kpis::performance, Kpis::oee, Kpis::nee, Kpis::teep)
                .containsOnly(OptionalDouble.empty());
        assertThat(kpis.availability()).hasValue(1);
        assertThat(kpis.quality()).hasValue(0.9);
    }

    @Test
    void performanceAboveOneIsNotCapped() {
        Totals totals = time(LedgerBucket.RUN, 10).plus(Totals.ofRatedCounts(11, 0, 11 * MINUTE, 11 * MINUTE, 0));

        assertThat(Kpis.of(totals, KpiPolicy.DEFAULT).performance()).hasValue(1.1);
    }

    @Test
    void rollUpSumsAndNeverAverages() {
        Totals first = machine(455, 32, 10, 2240, 50);
        Totals second = machine(455, 18, 45, 450, 25);
        Totals third = machine(455, 0, 70, 229, 11);

        Kpis together = Kpis.of(Totals.rollUp(List.of(first, second, third)), KpiPolicy.DEFAULT);

        assertThat(oee(first)).isCloseTo(0.80220, within(0.000005));
        assertThat(oee(second)).isCloseTo(0.70055, within(0.000005));
        assertThat(oee(third)).isCloseTo(0.55897, within(0.000005));
        assertThat(together.oee().orElseThrow()).isCloseTo(0.68724, within(0.000005));
    }

    @Test
    void rollUpOverAMachineWithoutIdealHasNoOee() {
        Totals rated = machine(60, 0, 10, 100, 0);
        Totals unrated = Totals.ofTime(LedgerBucket.RUN, 60 * MINUTE, false);

        assertThat(Totals.rollUp(List.of(rated, unrated)).hasIdeal()).isFalse();
        assertThat(Totals.rollUp(List.of(rated, Totals.EMPTY)).hasIdeal()).isTrue();
        assertThat(Totals.rollUp(List.of()).hasIdeal()).isFalse();
    }

    @Property
    void oeeIsAvailabilityTimesPerformanceTimesQuality(
            @ForAll @IntRange(min = 1, max = 1_000_000) int run,
            @ForAll @IntRange(max = 1_000_000) int minor,
            @ForAll @IntRange(max = 1_000_000) int setup,
            @ForAll @IntRange(max = 1_000_000) int down,
            @ForAll @IntRange(min = 1, max = 100_000) int made,
            @ForAll @IntRange(max = 100) int rejectPercent,
            @ForAll @IntRange(min = 1, max = 100_000) int ideal,
            @ForAll @IntRange(min = 1, max = 100_000) int madeOfAnother,
            @ForAll @IntRange(min = 1, max = 100_000) int anotherIdeal) {
        int reject = (int) ((long) made * rejectPercent / 100);
        Totals totals = Totals.ofTime(LedgerBucket.RUN, run, true)
                .plus(Totals.ofTime(LedgerBucket.MINOR_STOP, minor, true))
                .plus(Totals.ofTime(LedgerBucket.SETUP, setup, true))
                .plus(Totals.ofTime(LedgerBucket.UNPLANNED_DOWN, down, true))
                .plus(Totals.ofRatedCounts(made, reject, (double) made * ideal, (double) (made - reject) * ideal, 0))
                .plus(Totals.ofRatedCounts(
                        madeOfAnother,
                        0,
                        (double) madeOfAnother * anotherIdeal,
                        (double) madeOfAnother * anotherIdeal,
                        0));

        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);

        double product = kpis.availability().orElseThrow()
                * kpis.performance().orElseThrow()
                * kpis.quality().orElseThrow();
        double oee = kpis.oee().orElseThrow();
        assertThat(product).isCloseTo(oee, within(1e-12 * Math.max(1, oee)));
        assertThat(oee).isEqualTo(totals.idealGoodMs() / (run + minor + setup + down));
    }

    @Test
    void theSixBigLossesAndTheProductiveTimeFillTheBusyTime() {
        Totals totals = time(LedgerBucket.UNPLANNED_DOWN, 30)
                .plus(time(LedgerBucket.SETUP, 10))
                .plus(time(LedgerBucket.MINOR_STOP, 5))
                .plus(time(LedgerBucket.RUN, 100))
                .plus(Totals.ofRatedCounts(90, 9, 90 * MINUTE, 81 * MINUTE, 3 * MINUTE));

        Losses losses = Losses.of(totals);

        assertThat(losses.breakdownMs()).isEqualTo(30 * MINUTE);
        assertThat(losses.setupMs()).isEqualTo(10 * MINUTE);
        assertThat(losses.minorStopsMs()).isEqualTo(5 * MINUTE);
        assertThat(losses.reducedSpeedMs()).hasValue(10 * MINUTE);
        assertThat(losses.processDefectsMs()).hasValue(6 * MINUTE);
        assertThat(losses.startupYieldMs()).hasValue(3 * MINUTE);
        assertThat(losses.fullyProductiveMs()).hasValue(81 * MINUTE);
    }

    @Test
    void aWrongIdealShowsAsANegativeSpeedLoss() {
        Totals totals = time(LedgerBucket.RUN, 10).plus(Totals.ofRatedCounts(12, 0, 12 * MINUTE, 12 * MINUTE, 0));

        assertThat(Losses.of(totals).reducedSpeedMs()).hasValue(-2 * MINUTE);
        assertThat(Losses.of(time(LedgerBucket.NO_DATA, 1).plus(Totals.ofUnratedCounts(1, 0)))
                        .reducedSpeedMs())
                .isEmpty();
    }

    private static Totals time(LedgerBucket bucket, int minutes) {
        return Totals.ofTime(bucket, minutes * MINUTE, true);
    }

    private static Totals machine(int busyMinutes, int downMinutes, int idealSeconds, int made, int scrap) {
        return time(LedgerBucket.UNPLANNED_DOWN, downMinutes)
                .plus(time(LedgerBucket.RUN, busyMinutes - downMinutes))
                .plus(Totals.ofRatedCounts(
                        made, scrap, made * idealSeconds * 1000.0, (made - scrap) * idealSeconds * 1000.0, 0));
    }

    private static double oee(Totals totals) {
        return Kpis.of(totals, KpiPolicy.DEFAULT).oee().orElseThrow();
    }
}
