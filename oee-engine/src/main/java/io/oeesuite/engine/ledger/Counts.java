package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;

/** Builds the count slots of the ledger from the counter readings. */
final class Counts {
    private static final List<Signal> COUNTERS = List.of(Signal.TOTAL, Signal.DEFECT);

    private final FactStore facts;
    private final MachineModels models;
    private final Timeline timeline;
    private final Outages outages;
    private final Silences silences;

    Counts(FactStore facts, MachineModels models) {
        this.facts = facts;
        this.models = models;
        this.timeline = new Timeline(facts, models);
        this.outages = new Outages(facts);
        this.silences = new Silences(facts, models);
    }

    /** @param slots from the beginning of a slot to the end of one: it holds the readings after its begin, up to and including its end */
    CountSlots over(TimeRange slots) {
        CountSlots sums = new CountSlots();
        for (Signal counter : COUNTERS) {
            Stretches stretches = null;
            for (Step step : steps(counter, slots)) {
                stretches = stretches == null ? new Stretches(timeline.over(slots, TimeRange.FOREVER)) : stretches;
                add(step, slots, stretches, sums);
            }
        }
        return sums;
    }

    private void add(Step step, TimeRange slots, Stretches stretches, CountSlots sums) {
        MachineModel model = models.at(step.now().timeMs() - 1);
        CounterStep counted = step.counted(model);
        LedgerFlags flags = counted.flags().with(Timeline.flagsOf(step.now()));
        boolean afterGap = counted.items() > 0 && step.afterOutage();
        flags = afterGap ? flags.with(LedgerFlag.GAP_COUNT) : flags;
        if (afterGap && model.spreadGapCounts()) {
            spread(step, counted.items(), flags, slots, stretches, sums);
            return;
        }
        if (step.now().timeMs() <= slots.toMs()) {
            count(step.now().timeMs(), counted.items(), step.counter(), flags, stretches, sums);
        }
    }

    /** Evenly over the time since the reading before, whole items per slot. */
    private void spread(
            Step step, long items, LedgerFlags flags, TimeRange slots, Stretches stretches, CountSlots sums) {
        long from = step.before().orElseThrow().timeMs();
        long to = step.now().timeMs();
        long at = Math.max(from, slots.fromMs());
        while (at < Math.min(to, slots.toMs())) {
            long end = Math.min(to, CountSlot.holding(at + 1) + CountSlot.LENGTH_MS);
            long share = shareUpTo(end, from, to, items) - shareUpTo(at, from, to, items);
            if (share > 0) {
                count(end, share, step.counter(), flags, stretches, sums);
            }
            at = end;
        }
    }

    private static long shareUpTo(long at, long from, long to, long items) {
        return (long) Math.floor((double) items * (at - from) / (to - from));
    }

    private static void count(
            long atMs, long items, Signal counter, LedgerFlags flags, Stretches stretches, CountSlots sums) {
        Stretch before = stretches.holding(atMs - 1);
        Context context = before.context();
        sums.add(
                CountSlot.holding(atMs),
                context.product(),
                context.order().orElse(""),
                counter,
                items,
                context.idealCycleMs(before.model()),
                context.startsUp(before.model(), before.bucket()),
                flags);
    }

    /** The steps that may count into the slots: those whose reading lies in them and, where gaps are spread, the first one after. */
    private List<Step> steps(Signal counter, TimeRange slots) {
        long afterLast = slots.toMs() == TimeRange.FOREVER ? TimeRange.FOREVER : slots.toMs() + 1;
        List<Entry> readings = new ArrayList<>(facts.in(counter, new TimeRange(slots.fromMs() + 1, afterLast)));
        if (afterLast != TimeRange.FOREVER && models.anySpreadsGapCounts()) {
            facts.after(counter, slots.toMs()).ifPresent(readings::add);
        }
        if (readings.isEmpty()) {
            return List.of();
        }
        Optional<Entry> before = facts.atOrBefore(counter, slots.fromMs());
        long since = before.map(Entry::timeMs).orElse(readings.getFirst().timeMs());
        List<TimeRange> gaps = gaps(new TimeRange(since, readings.getLast().timeMs() + 1));
        List<Step> steps = new ArrayList<>();
        for (Entry now : readings) {
            boolean afterOutage = before.isPresent() && anyBetween(gaps, before.get(), now);
            steps.add(new Step(counter, before, now, afterOutage));
            before = Optional.of(now);
        }
        return steps;
    }

    /** A reading says that time has come to it, so a silence that begins before has begun. */
    private List<TimeRange> gaps(TimeRange range) {
        List<TimeRange> gaps = new ArrayList<>(silences.overlapping(range, TimeRange.FOREVER));
        outages.overlapping(range).forEach(outage -> gaps.add(new TimeRange(outage.fromMs(), outage.toMs())));
        return gaps;
    }

    private static boolean anyBetween(List<TimeRange> gaps, Entry before, Entry now) {
        for (TimeRange gap : gaps) {
            if (gap.fromMs() < now.timeMs() && gap.toMs() > before.timeMs()) {
                return true;
            }
        }
        return false;
    }

    private record Step(Signal counter, Optional<Entry> before, Entry now, boolean afterOutage) {

        /** What came before the first reading is not known, and the reading of a birth is where counting goes on from. */
        CounterStep counted(MachineModel model) {
            if (before.isEmpty() || now.baseline()) {
                return new CounterStep(0, LedgerFlags.NONE);
            }
            long max = counter == Signal.TOTAL ? model.totalCounterMax() : model.defectCounterMax();
            return CounterStep.between(before.get().number(), now.number(), max);
        }
    }

    /** Finds the stretch that holds an instant; quick when the instants ascend. */
    private static final class Stretches {
        private final List<Stretch> all;
        private int at;

        Stretches(List<Stretch> all) {
            this.all = all;
        }

        Stretch holding(long timeMs) {
            while (all.get(at).toMs() <= timeMs) {
                at++;
            }
            while (all.get(at).fromMs() > timeMs) {
                at--;
            }
            return all.get(at);
        }
    }
}
