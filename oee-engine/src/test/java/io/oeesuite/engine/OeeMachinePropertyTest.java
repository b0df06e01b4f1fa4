package io.oeesuite.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.oeesuite.engine.RandomFacts.Story;
import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.Tally;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowResult;
import io.oeesuite.engine.window.WindowSpan;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

import static org.assertj.core.api.Assertions.assertThat;

@Domain(RandomFacts.class)
class OeeMachinePropertyTest {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long NEXT_DAY = RandomFacts.END_MS + DAY_MS;

    /** Invariants 4 and 6, for results: the last version of every window is what all facts say. */
    @Property(tries = 300)
    void theLastVersionOfEveryWindowIsWhatAllFactsSay(@ForAll Story story, @ForAll long seed) {
        Log log = new Log(story, seed);

        Map<WindowSpan, WindowResult> last = new HashMap<>();
        log.run(false).forEach(result -> last.put(result.span(), result));

        LedgerBuilder all = new LedgerBuilder(TestMachine.store(story.facts()), story.models());
        for (WindowKind kind : WindowKind.values()) {
            for (WindowSpan span : WindowSpan.overlapping(
                    kind, SiteClock.UTC, RandomFacts.START_MS - 60_000, RandomFacts.END_MS + 60_000)) {
                Tally tally = Tally.of(
                        span.fromMs(), span.toMs(), all.part(new TimeRange(span.fromMs(), span.toMs()), NEXT_DAY));
                WindowResult result = last.get(span);
                assertThat(result == null && !tally.isBlank()).isFalse();
                assertThat(result == null ? tally.totals() : result.totals())
                        .as(span.toString())
                        .isEqualTo(tally.totals());
            }
        }
    }

    /** Invariant 5: the same log gives the same results in the same order, restarts or not. */
    @Property(tries = 300)
    void theSameLogGivesTheSameResultsRestartsOrNot(@ForAll Story story, @ForAll long seed) {
        Log log = new Log(story, seed);

        assertThat(log.run(true).stream().map(OeeMachinePropertyTest::text))
                .containsExactlyElementsOf(log.run(false).stream()
                        .map(OeeMachinePropertyTest::text)
                        .toList());
    }

    @Property(tries = 100)
    void versionsCountUpFromOne(@ForAll Story story, @ForAll long seed) {
        Map<WindowSpan, Integer> versions = new HashMap<>();
        for (WindowResult result : new Log(story, seed).run(false)) {
            assertThat(result.version()).isEqualTo(versions.getOrDefault(result.span(), 0) + 1);
            versions.put(result.span(), result.version());
        }
    }

    private static String text(WindowResult result) {
        return "%s+%d v%d %s %s %s"
                .formatted(
                        result.span().kind(),
                        result.span().fromMs() - RandomFacts.START_MS,
                        result.version(),
                        result.cause(),
                        result.totals().toString().replaceAll("\\w+=(0|0.0|false),? ?", ""),
                        result.flags());
    }

    /** Facts with the times at which they were appended: mostly as they happened, some late, some twice. */
    private static final class Log {
        private final Story story;
        private final List<Record> records = new ArrayList<>();
        private final long seed;

        private record Record(long appendedMs, Fact fact) {}

        Log(Story story, long seed) {
            this.story = story;
            this.seed = seed;
            Random random = new Random(seed);
            for (Fact fact : story.facts()) {
                long late = random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(3_000);
                records.add(new Record(fact.timeMs() + late, fact));
                if (random.nextInt(8) == 0) {
                    records.add(new Record(fact.timeMs() + late + random.nextInt(100_000), fact));
                }
            }
            Collections.shuffle(records, random);
            records.sort(Comparator.comparingLong(Record::appendedMs));
        }

        List<WindowResult> run(boolean withRestarts) {
            Random random = new Random(seed);
            SortedBytes bytes = new SortedBytesInMemory();
            List<WindowResult> results = new ArrayList<>();
            OeeMachine machine = machine(bytes, results, records.getFirst().appendedMs());
            for (Record record : records) {
                long clock = record.appendedMs();
                if (withRestarts && random.nextInt(3) == 0) {
                    machine = machine(bytes, results, clock);
                }
                advanceTo(machine, clock);
                switch (record.fact()) {
                    case Observation observation -> machine.observe(observation, clock);
                    case SessionFact session -> machine.observe(session, clock);
                }
                machine.settle(Cause.LIVE, clock);
            }
            long last = records.getLast().appendedMs();
            for (long clock = last; clock < last + 600_000; clock += 60_000) {
                advanceTo(machine, clock);
            }
            machine.advance(NEXT_DAY);
            return results;
        }

        private static void advanceTo(OeeMachine machine, long clock) {
            if (machine.dueMs(clock).orElse(TimeRange.FOREVER) <= clock) {
                machine.advance(clock);
            }
        }

        private OeeMachine machine(SortedBytes bytes, List<WindowResult> results, long clock) {
            return new OeeMachine(
                    bytes,
                    "m",
                    story.models(),
                    Timing.DEFAULT,
                    new OeeOutput() {
                        @Override
                        public void ledger(LedgerPatch patch, Cause cause) {
                            // the ledger has tests of its own
                        }

                        @Override
                        public void result(WindowResult result) {
                            results.add(result);
                        }
                    },
                    clock);
        }
    }
}
