package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.oeesuite.engine.RandomFacts;
import io.oeesuite.engine.RandomFacts.Story;
import io.oeesuite.engine.TestMachine;
import io.oeesuite.engine.facts.ChunkedFactStore;
import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerPatch;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

import static org.assertj.core.api.Assertions.assertThat;

@Domain(RandomFacts.class)
class MachineEnginePropertyTest {
    private static final TimeRange ALL = TimeRange.from(RandomFacts.START_MS - 1_000_000);
    private static final TimeRange ALL_SLOTS = new TimeRange(
            RandomFacts.START_MS - CountSlot.LENGTH_MS * 10, RandomFacts.END_MS + CountSlot.LENGTH_MS * 10);

    /** Invariant 4 and 6: whatever the order and number of arrivals, what was said piece by piece is what all facts say together. */
    @Property(tries = 2000)
    void anyOrderAndAnyDuplicatesGiveTheLedgerOfAllFacts(@ForAll Story story, @ForAll long seed) {
        Random random = new Random(seed);
        List<Fact> arrivals = new ArrayList<>(story.facts());
        for (int i = random.nextInt(5); i > 0; i--) {
            arrivals.add(story.facts().get(random.nextInt(story.facts().size())));
        }
        shuffleALittleOrALot(arrivals, random);

        mustGiveTheLedgerOfAllFacts(story, arrivals, random);
    }

    /** Invariant 6: in the order of time, as a machine in good health tells them. */
    @Property(tries = 2000)
    void theOrderOfTimeGivesTheLedgerOfAllFacts(@ForAll Story story, @ForAll long seed) {
        Random random = new Random(seed);
        List<Fact> arrivals = new ArrayList<>(story.facts());
        arrivals.sort((a, b) -> Long.compare(a.timeMs(), b.timeMs()));

        mustGiveTheLedgerOfAllFacts(story, arrivals, random);
    }

    private static void mustGiveTheLedgerOfAllFacts(Story story, List<Fact> arrivals, Random random) {
        FactStore facts = new ChunkedFactStore(new SortedBytesInMemory(), "m");
        Restatement restatement = Restatement.nothing(Long.MIN_VALUE);
        MachineEngine engine = new MachineEngine(facts, story.models(), restatement);
        ReceivedLedger received = new ReceivedLedger();
        long asOf = RandomFacts.START_MS;
        for (Fact fact : arrivals) {
            tell(engine, fact);
            asOf = Math.min(RandomFacts.END_MS, asOf + random.nextInt(30_000));
            act(engine, received, asOf, random);
        }
        engine.pass(RandomFacts.END_MS);
        received.accept(engine.takeLive());
        while (restatement.hasLedger()) {
            engine.restate(RandomFacts.END_MS, portion(random), received::accept);
        }

        LedgerBuilder all = new LedgerBuilder(TestMachine.store(story.facts()), story.models());
        assertThat(received.intervals()).containsExactlyElementsOf(all.wholeIntervals(ALL, RandomFacts.END_MS));
        assertThat(received.counts()).containsExactlyElementsOf(all.counts(ALL_SLOTS));
    }

    private static void tell(MachineEngine engine, Fact fact) {
        switch (fact) {
            case Observation observation -> engine.observe(observation);
            case SessionFact session -> engine.observe(session);
        }
    }

    private static void act(MachineEngine engine, ReceivedLedger received, long asOf, Random random) {
        if (random.nextBoolean()) {
            receive(received, engine.takeLive(), random);
        }
        switch (random.nextInt(4)) {
            case 0 -> engine.pass(asOf);
            case 1 -> engine.restate(asOf, portion(random), part -> receive(received, part, random));
            default -> {}
        }
    }

    private static Portion portion(Random random) {
        return random.nextBoolean() ? Portion.DEFAULT : new Portion(60_000, 1 + random.nextInt(4));
    }

    private static void receive(ReceivedLedger received, LedgerPatch patch, Random random) {
        patch.parts(1 + random.nextInt(2_000)).forEach(received::accept);
    }

    private static void shuffleALittleOrALot(List<Fact> arrivals, Random random) {
        if (random.nextBoolean()) {
            java.util.Collections.shuffle(arrivals, random);
            return;
        }
        arrivals.sort((a, b) -> Long.compare(a.timeMs(), b.timeMs()));
        for (int i = random.nextInt(6); i > 0; i--) {
            java.util.Collections.swap(arrivals, random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
        }
    }
}
