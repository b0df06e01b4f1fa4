package io.oeesuite.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.IdealCycles;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Facts of a busy quarter of an hour: everything that can happen happens close together. */
public final class RandomFacts extends DomainContextBase {
    public static final long START_MS = 1_772_445_600_000L;
    public static final long LENGTH_MS = 900_000;
    public static final long STEP_MS = 500;
    public static final long END_MS = START_MS + LENGTH_MS;

    /** @param facts in the order in which they came about */
    public record Story(List<Fact> facts, MachineModels models) {}

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(facts(), models()).as(Story::new);
    }

    /** A story in which the machine produces and every item has an ideal cycle time: most of its figures are numbers. */
    public record RatedStory(Story story) {}

    @Provide
    Arbitrary<RatedStory> ratedStories() {
        return facts().map(facts -> {
            List<Fact> rated = new ArrayList<>(List.of(
                    Observation.of(Signal.STATE, START_MS, FactValue.of(6L)),
                    Observation.of(Signal.DESIGN_SPEED, START_MS, FactValue.of(90.9)),
                    Observation.of(Signal.TOTAL, START_MS, FactValue.of(0L)),
                    Observation.of(Signal.TOTAL, START_MS + STEP_MS, FactValue.of(7L))));
            facts.stream().filter(RandomFacts::isRated).forEach(rated::add);
            return new RatedStory(new Story(withSessionsInOrder(rated), MachineModels.of(List.of())));
        });
    }

    private static boolean isRated(Fact fact) {
        return !(fact instanceof Observation observation
                && observation.signal() == Signal.DESIGN_SPEED
                && observation.value().equals(FactValue.of(0.0)));
    }

    /** Seeds for what is left to chance besides. */
    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    private static Arbitrary<List<Fact>> facts() {
        return anyFact().list().ofMinSize(1).ofMaxSize(40).map(RandomFacts::withSessionsInOrder);
    }

    private static Arbitrary<Fact> anyFact() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, observations(Signal.STATE, whole(0, 1, 4, 4, 6, 6, 6, 9, 9, 10, 99))),
                Tuple.of(2, observations(Signal.MODE, whole(1, 2, 3))),
                Tuple.of(3, observations(Signal.REASON, text("", "7", "break"))),
                Tuple.of(2, observations(Signal.PRODUCT, text("", "A", "B"))),
                Tuple.of(2, observations(Signal.ORDER, text("", "O1", "O2"))),
                Tuple.of(2, observations(Signal.DESIGN_SPEED, decimal(0, 7, 60, 90.9))),
                Tuple.of(8, observations(Signal.TOTAL, counts())),
                Tuple.of(4, observations(Signal.DEFECT, counts())),
                Tuple.of(3, sessions()),
                Tuple.of(4, times().map(Observation::heard)));
    }

    private static Arbitrary<Fact> observations(Signal signal, Arbitrary<FactValue> values) {
        Arbitrary<Boolean> rarely = Arbitraries.of(true, false, false, false, false, false);
        return Combinators.combine(times(), values, rarely, rarely, rarely)
                .as((time, value, baseline, historical, skewed) ->
                        new Observation(signal, time, value, baseline, historical, skewed));
    }

    private static Arbitrary<Fact> sessions() {
        return Combinators.combine(times(), Arbitraries.of(true, false))
                .as((time, online) -> new SessionFact(0, time, online));
    }

    /** Births and deaths are seen in the order in which they are listed here, which their times may contradict. */
    private static List<Fact> withSessionsInOrder(List<Fact> facts) {
        List<Fact> ordered = new ArrayList<>();
        for (Fact fact : facts) {
            ordered.add(
                    fact instanceof SessionFact session
                            ? new SessionFact(ordered.size(), session.timeMs(), session.online())
                            : fact);
        }
        return List.copyOf(ordered);
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.longs().between(0, LENGTH_MS / STEP_MS).map(step -> START_MS + step * STEP_MS);
    }

    private static Arbitrary<FactValue> counts() {
        return Arbitraries.longs().between(0, 1000).map(FactValue::of);
    }

    private static Arbitrary<FactValue> whole(int... numbers) {
        List<FactValue> values = new ArrayList<>();
        for (int number : numbers) {
            values.add(FactValue.of((long) number));
        }
        return Arbitraries.of(values);
    }

    private static Arbitrary<FactValue> decimal(double... numbers) {
        List<FactValue> values = new ArrayList<>();
        for (double number : numbers) {
            values.add(FactValue.of(number));
        }
        return Arbitraries.of(values);
    }

    private static Arbitrary<FactValue> text(String... texts) {
        List<FactValue> values = new ArrayList<>();
        for (String text : texts) {
            values.add(FactValue.of(text));
        }
        return Arbitraries.of(values);
    }

    private static Arbitrary<MachineModels> models() {
        Arbitrary<MachineModel> model = Combinators.combine(
                        Arbitraries.of(0L, 20_000L, 120_000L),
                        Arbitraries.of(IdealCycles.BY_DESIGN_SPEED, new IdealCycles(Map.of("A", 1000.0, "B", 333.3))),
                        Arbitraries.of(BucketRules.DEFAULT, strictRules()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(60_000L, 250_000L, MachineModel.DEFAULT_SILENCE_LIMIT_MS),
                        times())
                .as((threshold, ideals, rules, spread, silence, validFrom) -> new MachineModel(
                        validFrom,
                        MachineModel.DEFAULT.clock(),
                        threshold,
                        silence,
                        1000,
                        1000,
                        ideals,
                        rules,
                        spread));
        return model.list().ofMaxSize(2).map(MachineModels::of);
    }

    private static BucketRules strictRules() {
        return new BucketRules(
                Map.of(99, LedgerBucket.RUN, 1, LedgerBucket.SETUP),
                Map.of(2, LedgerBucket.UNPLANNED_DOWN),
                Map.of("break", LedgerBucket.PLANNED_DOWN),
                LedgerBucket.UNPLANNED_DOWN);
    }
}
