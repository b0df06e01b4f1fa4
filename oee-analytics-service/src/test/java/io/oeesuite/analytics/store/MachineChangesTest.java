package io.oeesuite.analytics.store;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class MachineChangesTest {
    @Test
    void aLaterChangeEndsTheOpenIntervalBeforeIt() {
        var changes = new MachineChanges();

        changes.add(open(0, LedgerBucket.LEDGER_BUCKET_RUN));
        changes.add(open(10, LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN));

        assertThat(changes.intervals().get(0L).getToMs()).isEqualTo(10);
        assertThat(changes.intervals().get(10L).hasToMs()).isFalse();
        assertThat(changes.replaced()).containsOnlyKeys(0L);
    }

    @Property(tries = 300)
    void boiledDownInBatchesOfAnySizeIsTheSameAsOneByOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 60) int batch) {
        List<LedgerChange> log = new ChangeLogs(seed, "G/N/D", 0).changes(length);
        var expected = new LedgerModel();
        expected.apply(log);

        var actual = new LedgerModel();
        for (int from = 0; from < log.size(); from += batch) {
            actual.apply(boiledDown(log.subList(from, Math.min(log.size(), from + batch))));
        }

        assertThat(actual.intervals()).isEqualTo(expected.intervals());
        assertThat(actual.counts()).isEqualTo(expected.counts());
    }

    @Property(tries = 300)
    void appliedAgainFromAnyPointChangesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length, @ForAll @IntRange(max = 59) int again) {
        List<LedgerChange> log = new ChangeLogs(seed, "G/N/D", 0).changes(length);
        var once = new LedgerModel();
        once.apply(log);

        var twice = new LedgerModel();
        twice.apply(log);
        twice.apply(boiledDown(log.subList(Math.min(again, length), length)));

        assertThat(twice.intervals()).isEqualTo(once.intervals());
        assertThat(twice.counts()).isEqualTo(once.counts());
    }

    private static MachineChanges boiledDown(List<LedgerChange> log) {
        var changes = new MachineChanges();
        log.forEach(changes::add);
        return changes;
    }

    private static LedgerChange open(long fromMs, LedgerBucket bucket) {
        return LedgerChange.newBuilder()
                .setFromMs(fromMs)
                .addIntervals(LedgerInterval.newBuilder().setFromMs(fromMs).setBucket(bucket))
                .build();
    }
}
