package io.oeesuite.analytics.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.LiveMachineState;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.store.LedgerSlice;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.window.SiteClock;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class MachineDayTest {
    private static final long DAY = 1_772_409_600_000L;
    private static final Period PERIOD = new Period(DAY, DAY + 86_400_000);
    private static final long MINUTE = 60_000;

    @Test
    void theDayGoesOnWithTheClockWhileTheMachineIsOnline() {
        var day = day();
        day.apply(running(DAY + MINUTE));

        assertThat(day.soFar(DAY + 10 * MINUTE).totals().runMs()).isEqualTo(9 * MINUTE);
        assertThat(day.soFar(DAY + 10 * MINUTE).totals().noDataMs()).isEqualTo(MINUTE);
        assertThat(day.soFar(DAY + 20 * MINUTE).totals().runMs()).isEqualTo(19 * MINUTE);
    }

    @Test
    void aStopBecomesAnUnplannedOneWhenItsTimeHasCome() {
        var day = day();
        day.apply(running(DAY));
        day.apply(change(interval(DAY + MINUTE, LedgerBucket.LEDGER_BUCKET_MINOR_STOP)
                        .setStopFromMs(DAY + MINUTE)
                        .setOutgrowsAtMs(DAY + 3 * MINUTE))
                .build());

        assertThat(day.soFar(DAY + 2 * MINUTE).totals().minorStopMs()).isEqualTo(MINUTE);
        assertThat(day.soFar(DAY + 3 * MINUTE).totals().minorStopMs()).isZero();
        assertThat(day.soFar(DAY + 3 * MINUTE).totals().unplannedDownMs()).isEqualTo(2 * MINUTE);
    }

    @Test
    void aStopThatMayOutgrowItsThresholdIsNotTurnedIntoSums() {
        var day = day();
        long stop = DAY + MINUTE;
        day.apply(running(DAY));
        day.apply(change(interval(stop, LedgerBucket.LEDGER_BUCKET_MINOR_STOP)
                        .setStopFromMs(stop)
                        .setOutgrowsAtMs(stop + 120 * MINUTE))
                .build());
        day.fold(DAY + 60 * MINUTE);

        var outgrew = change(interval(stop, LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN)
                        .setStopFromMs(stop))
                .build();

        assertThat(day.apply(outgrew)).isTrue();
        assertThat(day.soFar(DAY + 130 * MINUTE).totals().unplannedDownMs()).isEqualTo(129 * MINUTE);
    }

    @Test
    void whatReachesFurtherBackHasToBeLoaded() {
        var day = day();
        day.apply(running(DAY));
        day.fold(DAY + 60 * MINUTE);

        assertThat(day.apply(running(DAY + 5 * MINUTE))).isFalse();
        assertThat(day.apply(counted(DAY + 5 * MINUTE, 1))).isFalse();
        assertThat(day.apply(running(DAY + 50 * MINUTE))).isTrue();
        assertThat(day.apply(yesterday())).isTrue();
    }

    /** Live = recomputed: whatever was turned into sums on the way, the day is that of the whole ledger. */
    @Property(tries = 200)
    void sumsAndIntervalsMakeTheSameDay(@ForAll long seed) {
        var random = new Random(seed);
        var day = day();
        var everything = new LedgerSlice();
        long now = DAY;
        for (int i = 0; i < 80; i++) {
            now += random.nextInt(10) * MINUTE + random.nextInt(60_000);
            LedgerChange change = random.nextInt(3) == 0
                    ? counted(now, random.nextInt(50))
                    : change(interval(now, LedgerBucket.forNumber(1 + random.nextInt(7))))
                            .build();
            if (now >= PERIOD.toMs() - 60 * MINUTE) {
                break;
            }
            assertThat(day.apply(change)).isTrue();
            everything.apply(change);
            if (random.nextInt(4) == 0) {
                day.fold(now);
            }
        }

        Totals live = day.soFar(now + MINUTE).totals();
        Totals whole = new MachineDay(day.machine(), PERIOD, DAY, Totals.EMPTY, 0, everything)
                .soFar(now + MINUTE)
                .totals();

        assertThat(live.calendarMs()).isEqualTo(now + MINUTE - DAY);
        assertThat(live).isEqualTo(whole);
    }

    private static MachineDay day() {
        var live = new LiveMachineState(
                true,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                io.oeesuite.engine.ledger.LedgerBucket.NO_DATA,
                "",
                "",
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Optional.empty());
        var machine = new KnownMachine(1, "G/N/D", SiteClock.UTC, false, OptionalLong.of(DAY), live);
        return new MachineDay(machine, PERIOD, DAY, Totals.EMPTY, 0, new LedgerSlice());
    }

    private static LedgerChange running(long fromMs) {
        return change(interval(fromMs, LedgerBucket.LEDGER_BUCKET_RUN)).build();
    }

    private static LedgerChange yesterday() {
        return change(interval(DAY - 60 * MINUTE, LedgerBucket.LEDGER_BUCKET_RUN)
                        .setToMs(DAY - 50 * MINUTE))
                .setToMs(DAY - 50 * MINUTE)
                .build();
    }

    private static LedgerChange counted(long atMs, long total) {
        long slot = Math.floorDiv(atMs - 1, 10_000L) * 10_000;
        return LedgerChange.newBuilder()
                .setCountsFromMs(slot)
                .setCountsToMs(slot + 10_000)
                .addCounts(CountSlot.newBuilder()
                        .setFromMs(slot)
                        .setTotal(total)
                        .setHasIdeal(true)
                        .setIdealTotalMs(1_000 * total)
                        .setIdealGoodMs(1_000 * total))
                .build();
    }

    private static LedgerChange.Builder change(LedgerInterval.Builder... intervals) {
        var change = LedgerChange.newBuilder()
                .setFromMs(intervals[0].getFromMs())
                .setLive(LiveState.newBuilder().setOnline(true).setLastEventMs(intervals[0].getFromMs()));
        List.of(intervals).forEach(change::addIntervals);
        return change;
    }

    private static LedgerInterval.Builder interval(long fromMs, LedgerBucket bucket) {
        return LedgerInterval.newBuilder().setFromMs(fromMs).setBucket(bucket).setHasIdeal(true);
    }
}
