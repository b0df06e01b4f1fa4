package io.oeesuite.analytics.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.live.DayLoader.LoadedDays;
import io.oeesuite.analytics.live.LiveBoard.Position;
import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.LiveMachineState;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.store.LedgerSlice;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.window.SiteClock;

import static org.assertj.core.api.Assertions.assertThat;

class LiveBoardTest {
    private static final String PRESS = "G/N/PRESS";
    private static final int PARTITION = 3;
    private static final long DAY_MS = 86_400_000;
    private static final long TODAY = 1_772_409_600_000L;
    private static final long TOMORROW = TODAY + DAY_MS;

    private final LiveBoard board = new LiveBoard();

    @Test
    void aNewDayWaitsForTheDatabaseToHoldWhatTheOldOneHasHeard() {
        board.put(loaded(TODAY, 10));
        board.apply(counted(TOMORROW - 20_000, 5), at(12));

        board.turnDays(TOMORROW);

        assertThat(board.loadable(Map.of(PARTITION, 12L))).isEmpty();
        assertThat(board.loadable(Map.of(PARTITION, 13L))).containsExactly(PRESS);
    }

    @Test
    void whatIsHeardMeanwhileIsNotLost() {
        board.put(loaded(TODAY, 10));
        board.apply(counted(TOMORROW - 20_000, 5), at(12));
        board.turnDays(TOMORROW);
        board.apply(counted(TOMORROW, 6), at(13));
        board.apply(counted(TOMORROW + 10_000, 7), at(14));

        assertThat(board.loadable(Map.of(PARTITION, 13L))).containsExactly(PRESS);
        board.put(loaded(TOMORROW, 14));

        assertThat(items()).as("the database held 13 already").isEqualTo(7);
        assertThat(board.hasStale()).isFalse();
    }

    @Test
    void whatIsTooMuchToBeKeptIsWaitedFor() {
        board.put(loaded(TODAY, 10));
        board.turnDays(TOMORROW);
        for (int offset = 20; offset < 120; offset++) {
            board.apply(counted(TOMORROW, offset), at(offset));
        }

        assertThat(board.loadable(Map.of(PARTITION, 20L))).isEmpty();
        assertThat(board.loadable(Map.of(PARTITION, 100L))).containsExactly(PRESS);
        board.put(loaded(TOMORROW, 100));
        assertThat(items()).isEqualTo(119);
    }

    @Test
    void aMachineThatSaidNothingBeginsItsNewDayAtOnce() {
        board.put(loaded(TODAY, 10));

        board.turnDays(TOMORROW);

        assertThat(board.loadable(Map.of())).containsExactly(PRESS);
    }

    @Test
    void whatALoadedDayHoldsIsNotAppliedAgain() {
        board.put(loaded(TODAY, 10));
        board.apply(counted(TOMORROW - 20_000, 5), at(12));
        board.turnDays(TOMORROW);
        board.put(loaded(TOMORROW, 15));
        board.takeTouched(TOMORROW, MachineDay::machine);

        board.apply(counted(TOMORROW, 7), at(14));
        assertThat(items()).isZero();

        board.apply(counted(TOMORROW, 8), at(15));
        assertThat(items()).isEqualTo(8);
        assertThat(board.hasStale()).isFalse();
    }

    private long items() {
        return board.all(day -> day.soFar(TOMORROW + 60_000).totals().totalCount())
                .getFirst();
    }

    private static Position at(long offset) {
        return new Position(PARTITION, offset);
    }

    private static LedgerChange counted(long slotMs, long total) {
        return LedgerChange.newBuilder()
                .setEquipment(PRESS)
                .setCountsFromMs(slotMs)
                .setCountsToMs(slotMs + 10_000)
                .addCounts(CountSlot.newBuilder().setFromMs(slotMs).setTotal(total))
                .build();
    }

    private static LoadedDays loaded(long dayStart, long nextOffset) {
        var live = new LiveMachineState(
                true,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                LedgerBucket.NO_DATA,
                "",
                "",
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Optional.empty());
        var machine = new KnownMachine(1, PRESS, SiteClock.UTC, false, OptionalLong.of(dayStart), live);
        var period = new Period(dayStart, dayStart + DAY_MS);
        var day = new MachineDay(machine, period, dayStart, Totals.EMPTY, 0, new LedgerSlice());
        return new LoadedDays(List.of(day), Map.of(PARTITION, nextOffset));
    }
}
