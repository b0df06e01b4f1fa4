package io.oeesuite.engine.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.oeesuite.engine.RandomFacts;
import io.oeesuite.engine.RandomFacts.RatedStory;
import io.oeesuite.engine.RandomFacts.Story;
import io.oeesuite.engine.TestMachine;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.window.Tally;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@Domain(RandomFacts.class)
class LedgerBuilderPropertyTest {
    private static final long FROM = RandomFacts.START_MS;
    private static final long TO = RandomFacts.END_MS;

    /** Invariant 1: every millisecond falls in exactly one bucket. */
    @Property(tries = 500)
    void theLedgerOfAnyPeriodSumsToItsCalendarTime(@ForAll Story story, @ForAll long seed) {
        long from = FROM - 5_000 + Math.floorMod(seed, 400_000);
        long to = from + 1 + Math.floorMod(seed / 400_000, 800_000);

        LedgerPart part = part(story, from, to);

        assertThat(Tally.of(from, to, part).totals().calendarMs()).isEqualTo(to - from);
        for (int i = 1; i < part.intervals().size(); i++) {
            assertThat(part.intervals().get(i).fromMs())
                    .isEqualTo(part.intervals().get(i - 1).toMs());
        }
    }

    /** Invariant 2. */
    @Property(tries = 500)
    void oeeIsTheProductOfItsFactors(@ForAll RatedStory rated) {
        Totals totals = Tally.of(FROM, TO, part(rated.story(), FROM, TO)).totals();
        Kpis kpis = Kpis.of(totals, KpiPolicy.DEFAULT);
        Assume.that(kpis.oee().isPresent()
                && kpis.performance().isPresent()
                && kpis.quality().isPresent());

        double product = kpis.availability().orElseThrow()
                * kpis.performance().orElseThrow()
                * kpis.quality().orElseThrow();

        double scale = Math.max(1, Math.abs(product));
        assertThat(product).isCloseTo(kpis.oee().orElseThrow(), within(1e-12 * scale));
    }

    /** Invariant 3: cut anywhere, times to the millisecond, counts to their slots. */
    @Property(tries = 500)
    void thePartsOfAPeriodAddUpToTheWhole(@ForAll Story story, @ForAll long seed) {
        long cut = FROM + Math.floorMod(seed, (TO - FROM) / CountSlot.LENGTH_MS) * CountSlot.LENGTH_MS;

        Tally sum = new Tally();
        sum.add(Tally.of(FROM, cut, part(story, FROM, cut)));
        sum.add(Tally.of(cut, TO, part(story, cut, TO)));

        assertThat(sum.toBytes())
                .isEqualTo(Tally.of(FROM, TO, part(story, FROM, TO)).toBytes());
    }

    @Property(tries = 500)
    void timesAreThoseOfTheRulesTakenLiterally(@ForAll Story story) {
        Tally tally = Tally.of(FROM, TO, part(story, FROM, TO));

        Map<LedgerBucket, Long> times = new EnumMap<>(LedgerBucket.class);
        for (LedgerBucket bucket : LedgerBucket.values()) {
            if (tally.ms(bucket) > 0) {
                times.put(bucket, tally.ms(bucket));
            }
        }
        assertThat(times).isEqualTo(new NaiveLedger(story.facts(), story.models()).times(FROM, TO));
    }

    @Property(tries = 500)
    void countsAreThoseOfTheRulesTakenLiterally(@ForAll Story story) {
        Assume.that(!story.models().anySpreadsGapCounts());
        NaiveLedger naive = new NaiveLedger(story.facts(), story.models());
        LedgerPart part = part(story, FROM - CountSlot.LENGTH_MS, TO);

        assertThat(bySlot(part.counts(), CountSlot::total)).isEqualTo(naive.counts(Signal.TOTAL));
        assertThat(bySlot(part.counts(), CountSlot::reject)).isEqualTo(naive.counts(Signal.DEFECT));
        assertThat(Tally.of(FROM - CountSlot.LENGTH_MS, TO, part).totals().idealTotalMs())
                .isCloseTo(naive.idealTotalMs(), within(1e-6));
    }

    @Property(tries = 500)
    void spreadingCountsLosesAndInventsNone(@ForAll Story story) {
        Assume.that(story.models().anySpreadsGapCounts());
        NaiveLedger naive = new NaiveLedger(story.facts(), story.models());
        Totals totals = Tally.of(FROM - CountSlot.LENGTH_MS, TO, part(story, FROM - CountSlot.LENGTH_MS, TO))
                .totals();

        assertThat(totals.totalCount()).isEqualTo(sum(naive.counts(Signal.TOTAL)));
        assertThat(totals.rejectCount()).isEqualTo(sum(naive.counts(Signal.DEFECT)));
    }

    private static LedgerPart part(Story story, long from, long to) {
        return new LedgerBuilder(TestMachine.store(story.facts()), story.models()).part(new TimeRange(from, to), TO);
    }

    private static NavigableMap<String, Long> bySlot(List<CountSlot> slots, ToLongFunction<CountSlot> items) {
        NavigableMap<String, Long> counts = new TreeMap<>();
        for (CountSlot slot : slots) {
            if (items.applyAsLong(slot) > 0) {
                counts.put(slot.fromMs() + "|" + slot.product() + "|" + slot.order(), items.applyAsLong(slot));
            }
        }
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
