package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPatch;

/** Builds parts of the ledger anew, a portion at a time. */
final class Rebuild {
    private static final int INTERVALS_PER_PATCH = 500;
    private static final int SLOTS_PER_PATCH = 1_000;
    private static final long COUNTED_AT_ONCE_MS = 6 * 3_600_000L;

    private final LedgerBuilder builder;
    private final FactStore facts;
    private final Portion portion;
    private final Consumer<LedgerPatch> receiver;
    private final List<LedgerInterval> gathered = new ArrayList<>();

    Rebuild(LedgerBuilder builder, FactStore facts, Portion portion, Consumer<LedgerPatch> receiver) {
        this.builder = builder;
        this.facts = facts;
        this.portion = portion;
        this.receiver = receiver;
    }

    /** @return how many intervals and slots have been built; what is left is still in the restatement */
    int of(Restatement restatement, long asOfMs) {
        int built = 0;
        Optional<TimeRange> range = restatement.takeTime();
        while (range.isPresent()) {
            built += buildTime(range.get(), restatement, asOfMs);
            range = built < portion.most() ? restatement.takeTime() : Optional.empty();
        }
        send();
        Optional<TimeRange> made = built < portion.most() ? restatement.takeSlots() : Optional.empty();
        while (made.isPresent()) {
            built += buildCounts(made.get(), portion.most() - built, restatement);
            made = built < portion.most() ? restatement.takeSlots() : Optional.empty();
        }
        return built;
    }

    /** The first step of the range; the rest of it goes back. */
    private int buildTime(TimeRange range, Restatement restatement, long asOfMs) {
        TimeRange step = new TimeRange(range.fromMs(), Math.min(range.toMs(), stepFrom(range.fromMs())));
        List<LedgerInterval> intervals = builder.wholeIntervals(step, asOfMs);
        long end = step.toMs();
        if (!intervals.isEmpty()) {
            restatement.recount(judged(step, intervals), Cause.STOP_OUTGREW);
            gather(intervals);
            end = Math.max(end, intervals.getLast().toMs());
        }
        if (step.toMs() < range.toMs() && end <= range.toMs() && end != TimeRange.FOREVER) {
            // what begins at the end of the range may be told differently too, so its last instant must be in a step
            restatement.putBackTime(new TimeRange(Math.min(end, range.toMs() - 1), range.toMs()));
        }
        return 1 + intervals.size();
    }

    /** There is nothing to build before the first fact. */
    private long stepFrom(long fromMs) {
        long first = Math.max(fromMs, facts.firstMs().orElse(TimeRange.FOREVER));
        return first > TimeRange.FOREVER - portion.stepMs() ? TimeRange.FOREVER : first + portion.stepMs();
    }

    /** The range and the stops that reach into it. */
    private static TimeRange judged(TimeRange range, List<LedgerInterval> whole) {
        LedgerInterval first = whole.getFirst();
        LedgerInterval last = whole.getLast();
        return new TimeRange(
                first.stopFromMs().isPresent() ? first.fromMs() : Math.max(range.fromMs(), first.fromMs()),
                last.stopFromMs().isPresent() ? last.toMs() : range.toMs());
    }

    /** A step begins with what the step before ended with. */
    private void gather(List<LedgerInterval> intervals) {
        long gatheredTo =
                gathered.isEmpty() ? Long.MIN_VALUE : gathered.getLast().toMs();
        if (intervals.getFirst().fromMs() > gatheredTo || gathered.size() >= INTERVALS_PER_PATCH) {
            send();
            gathered.addAll(intervals);
            return;
        }
        intervals.stream().filter(interval -> interval.fromMs() >= gatheredTo).forEach(gathered::add);
    }

    private void send() {
        if (gathered.isEmpty()) {
            return;
        }
        TimeRange time =
                new TimeRange(gathered.getFirst().fromMs(), gathered.getLast().toMs());
        receiver.accept(new LedgerPatch(time, gathered, LedgerPatch.NOTHING, List.of()));
        gathered.clear();
    }

    /** The first slots of what was made in this time; the rest of it goes back. */
    private int buildCounts(TimeRange made, int most, Restatement restatement) {
        TimeRange slots = slots(made);
        List<CountSlot> counted = new ArrayList<>();
        int built = 0;
        long countedFrom = slots.fromMs();
        long to = slots.fromMs();
        while (to < slots.toMs() && built < most) {
            long from = to;
            to = Math.min(from + Math.min(COUNTED_AT_ONCE_MS, portion.stepMs()), slots.toMs());
            List<CountSlot> some = builder.counts(new TimeRange(from, to));
            built += 1 + some.size();
            counted.addAll(some);
            if (counted.size() >= SLOTS_PER_PATCH || to == slots.toMs() || built >= most) {
                receiver.accept(
                        new LedgerPatch(LedgerPatch.NOTHING, List.of(), new TimeRange(countedFrom, to), counted));
                counted.clear();
                countedFrom = to;
            }
        }
        if (to < slots.toMs() && to < made.toMs()) {
            restatement.putBackSlots(new TimeRange(to, made.toMs()));
        }
        return built;
    }

    /** The slots of what was made in this time, up to the last reading. */
    private TimeRange slots(TimeRange made) {
        long lastReading = Math.max(facts.lastMs().orElse(made.fromMs()), made.fromMs() + 1);
        long last = Math.min(made.toMs(), lastReading);
        return new TimeRange(
                CountSlot.holding(made.fromMs() + 1),
                CountSlot.holding(Math.max(last, made.fromMs() + 1)) + CountSlot.LENGTH_MS);
    }
}
