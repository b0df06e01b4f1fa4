package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.model.MachineModels;

/** Builds the intervals of the ledger from the facts. */
final class Intervals {
    private static final long FIRST_LOOK_MS = 3_600_000;
    private static final int LOOK_FURTHER = 4;

    private final FactStore facts;
    private final MachineModels models;
    private final Timeline timeline;

    Intervals(FactStore facts, MachineModels models) {
        this.facts = facts;
        this.models = models;
        this.timeline = new Timeline(facts, models);
    }

    /**
     * The range, made longer at both ends until it begins and ends where an interval and a stop do, so that what is built over it does not depend on where it
     * was cut. Empty when there is no fact before its end.
     */
    TimeRange whole(TimeRange range, long asOfMs) {
        long first = facts.firstMs().orElse(TimeRange.FOREVER);
        if (range.isEmpty() || first >= range.toMs()) {
            return new TimeRange(range.fromMs(), range.fromMs());
        }
        long from = range.fromMs() <= first ? first : beginOfRun(range.fromMs() - 1, first, asOfMs);
        return new TimeRange(
                from, range.toMs() == TimeRange.FOREVER ? TimeRange.FOREVER : endOfRun(range.toMs(), asOfMs));
    }

    /** @param whole a range that {@link #whole} returned */
    List<LedgerInterval> over(TimeRange whole, long asOfMs) {
        List<LedgerInterval> intervals = new ArrayList<>();
        long knownUntil = Math.max(asOfMs, timeline.lastKnownMs());
        for (List<Stretch> run : runs(timeline.over(whole, asOfMs))) {
            addRun(run, run.getLast().toMs(), knownUntil, intervals);
        }
        return intervals;
    }

    /** The stretches that the range and what must be known to judge the stops in it are made of; none before the first fact. */
    List<Stretch> stretchesNear(TimeRange range, long asOfMs) {
        long first = facts.firstMs().orElse(TimeRange.FOREVER);
        if (range.isEmpty() || first >= range.toMs()) {
            return List.of();
        }
        // a stop that reaches further than this has outgrown every threshold
        long margin = models.greatestMinorStopThresholdMs();
        long from = Math.max(first, range.fromMs() - margin);
        long to = range.toMs() == TimeRange.FOREVER ? TimeRange.FOREVER : range.toMs() + margin;
        return timeline.over(new TimeRange(from, to), asOfMs);
    }

    /** The intervals of the range, cut at its ends. */
    List<LedgerInterval> within(TimeRange range, List<Stretch> near, long asOfMs) {
        if (near.isEmpty()) {
            return List.of();
        }
        List<LedgerInterval> intervals = new ArrayList<>();
        long end = near.getLast().toMs();
        long knownUntil = Math.max(asOfMs, timeline.lastKnownMs());
        for (List<Stretch> run : runs(near)) {
            long to = run.getLast().toMs();
            addRun(run, to == end ? TimeRange.FOREVER : to, knownUntil, intervals);
        }
        return intervals.stream()
                .filter(interval -> interval.toMs() > range.fromMs() && interval.fromMs() < range.toMs())
                .map(interval -> interval.within(range))
                .toList();
    }

    private static void addRun(List<Stretch> run, long runToMs, long knownUntilMs, List<LedgerInterval> intervals) {
        Stretch first = run.getFirst();
        if (!first.isStop()) {
            run.forEach(stretch ->
                    intervals.add(interval(stretch, stretch.bucket(), OptionalLong.empty(), OptionalLong.empty())));
            return;
        }
        StopVerdict verdict = StopVerdict.of(
                first.fromMs(), runToMs, knownUntilMs, first.model().minorStopThresholdMs());
        for (Stretch stretch : run) {
            intervals.add(interval(stretch, verdict.bucket(), OptionalLong.of(first.fromMs()), verdict.outgrowsAtMs()));
        }
    }

    private static LedgerInterval interval(
            Stretch stretch, LedgerBucket bucket, OptionalLong stopFromMs, OptionalLong outgrowsAtMs) {
        Context context = stretch.context();
        return new LedgerInterval(
                stretch.fromMs(),
                stretch.toMs(),
                bucket,
                context.state(),
                context.mode(),
                context.reason(),
                context.product(),
                context.order().orElse(""),
                stopFromMs,
                outgrowsAtMs,
                context.online(),
                stretch.hasIdeal(),
                stretch.flags());
    }

    /** Equal neighbours become one; stops that follow each other form one run. */
    private static List<List<Stretch>> runs(List<Stretch> stretches) {
        List<List<Stretch>> runs = new ArrayList<>();
        for (Stretch stretch : stretches) {
            List<Stretch> run = runs.isEmpty() ? null : runs.getLast();
            if (run == null || !run.getLast().joins(stretch)) {
                run = new ArrayList<>();
                runs.add(run);
            }
            if (!run.isEmpty() && run.getLast().sameAs(stretch)) {
                run.set(run.size() - 1, run.getLast().until(stretch));
            } else {
                run.add(stretch);
            }
        }
        return runs;
    }

    private long beginOfRun(long timeMs, long firstMs, long asOfMs) {
        for (long look = FIRST_LOOK_MS; ; look *= LOOK_FURTHER) {
            long from = Math.max(firstMs, timeMs - look);
            List<Stretch> stretches = timeline.over(new TimeRange(from, timeMs + 1), asOfMs);
            for (int i = stretches.size() - 1; i > 0; i--) {
                if (!stretches.get(i - 1).joins(stretches.get(i))) {
                    return stretches.get(i).fromMs();
                }
            }
            if (from == firstMs) {
                return firstMs;
            }
        }
    }

    private long endOfRun(long timeMs, long asOfMs) {
        long last = timeline.lastChangeMs(asOfMs);
        for (long look = FIRST_LOOK_MS; ; look *= LOOK_FURTHER) {
            long to = timeMs + look;
            List<Stretch> stretches = timeline.over(new TimeRange(timeMs, to), asOfMs);
            for (int i = 1; i < stretches.size(); i++) {
                if (!stretches.get(i - 1).joins(stretches.get(i))) {
                    return stretches.get(i).fromMs();
                }
            }
            if (to > last) {
                return TimeRange.FOREVER;
            }
        }
    }
}
