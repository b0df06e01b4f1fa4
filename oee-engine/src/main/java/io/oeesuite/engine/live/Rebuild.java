package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPatch;

/** Builds parts of the ledger anew, in patches of bounded size. */
final class Rebuild {
    private static final int INTERVALS_PER_PATCH = 500;
    private static final int SLOTS_PER_PATCH = 1_000;
    private static final long COUNTED_AT_ONCE_MS = 6 * 3_600_000L;

    private final LedgerBuilder builder;
    private final FactStore facts;
    private final Consumer<LedgerPatch> receiver;

    Rebuild(LedgerBuilder builder, FactStore facts, Consumer<LedgerPatch> receiver) {
        this.builder = builder;
        this.facts = facts;
        this.receiver = receiver;
    }

    void of(Restatement restatement, long asOfMs) {
        for (TimeRange range : restatement.takeTime()) {
            List<LedgerInterval> intervals = builder.wholeIntervals(range, asOfMs);
            if (!intervals.isEmpty()) {
                restatement.recount(judged(range, intervals), Cause.STOP_OUTGREW);
                send(intervals);
            }
        }
        for (TimeRange made : restatement.takeSlots()) {
            sendCounts(slots(made));
        }
    }

    /** The range and the stops that reach into it. */
    private static TimeRange judged(TimeRange range, List<LedgerInterval> whole) {
        LedgerInterval first = whole.getFirst();
        LedgerInterval last = whole.getLast();
        return new TimeRange(
                first.stopFromMs().isPresent() ? first.fromMs() : Math.max(range.fromMs(), first.fromMs()),
                last.stopFromMs().isPresent() ? last.toMs() : range.toMs());
    }

    private void send(List<LedgerInterval> intervals) {
        for (int from = 0; from < intervals.size(); from += INTERVALS_PER_PATCH) {
            List<LedgerInterval> some = intervals.subList(from, Math.min(intervals.size(), from + INTERVALS_PER_PATCH));
            TimeRange time =
                    new TimeRange(some.getFirst().fromMs(), some.getLast().toMs());
            receiver.accept(new LedgerPatch(time, some, LedgerPatch.NOTHING, List.of()));
        }
    }

    private void sendCounts(TimeRange slots) {
        List<CountSlot> gathered = new ArrayList<>();
        long gatheredFrom = slots.fromMs();
        for (long from = slots.fromMs(); from < slots.toMs(); ) {
            long to = Math.min(from + COUNTED_AT_ONCE_MS, slots.toMs());
            gathered.addAll(builder.counts(new TimeRange(from, to)));
            if (gathered.size() >= SLOTS_PER_PATCH || to == slots.toMs()) {
                receiver.accept(
                        new LedgerPatch(LedgerPatch.NOTHING, List.of(), new TimeRange(gatheredFrom, to), gathered));
                gathered.clear();
                gatheredFrom = to;
            }
            from = to;
        }
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
