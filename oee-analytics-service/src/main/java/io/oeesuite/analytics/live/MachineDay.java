package io.oeesuite.analytics.live;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.analytics.reading.Buckets;
import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.LiveMachineState;
import io.oeesuite.analytics.reading.MachineTotals;
import io.oeesuite.analytics.reading.OpenStop;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.analytics.reading.TotalsSum;
import io.oeesuite.analytics.store.FlagBits;
import io.oeesuite.analytics.store.LedgerSlice;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;

/**
 * The production day so far of one machine in memory: what is older than a while only as sums, the rest interval by interval, so that a
 * live change costs the same at any hour of the day. Not thread-safe; told the time, milliseconds since 1970 UTC.
 */
final class MachineDay {
    /** So much of the past stays open to changes; what reaches further back has to be loaded anew. */
    static final long RECENT_MS = 900_000;

    private static final long FOLD_STEP_MS = 300_000;
    private static final long SLOT_MS = 10_000;

    private final Period day;
    private final LedgerSlice recent;
    private KnownMachine machine;
    private Totals folded;
    private int foldedFlags;
    private long foldedUntilMs;

    /**
     * @param foldedUntilMs a multiple of 10 s; up to here {@code folded} holds the sums of the day
     * @param recent what lies after that; intervals may begin earlier
     */
    MachineDay(
            KnownMachine machine, Period day, long foldedUntilMs, Totals folded, int foldedFlags, LedgerSlice recent) {
        this.machine = machine;
        this.day = day;
        this.foldedUntilMs = foldedUntilMs;
        this.folded = folded;
        this.foldedFlags = foldedFlags;
        this.recent = recent;
    }

    KnownMachine machine() {
        return machine;
    }

    boolean isOver(long nowMs) {
        return nowMs >= day.toMs();
    }

    /** @return false when the change reaches into what is only known as sums, and nothing was done */
    boolean apply(LedgerChange change) {
        if (reachesBack(change)) {
            return false;
        }
        recent.apply(change);
        machine = machine.with(lastFact(change), liveAfter(change));
        return true;
    }

    /** The day up to now, or up to its last fact when the machine is not online. */
    RollUp soFar(long nowMs) {
        long end = Math.max(day.fromMs(), machine.endOf(Long.MAX_VALUE, Math.min(nowMs, day.toMs())));
        var sum = new TotalsSum();
        sum.add(folded, foldedFlags);
        addRecent(sum, foldedUntilMs, end, nowMs);
        recent.counts().values().stream()
                .filter(slot -> slot.getFromMs() < day.toMs())
                .forEach(slot -> add(sum, slot));
        Period period = new Period(day.fromMs(), end);
        return RollUp.of(
                List.of(new MachineTotals(machine, period, sum.filledUpTo(period.lengthMs()), false, sum.flags())));
    }

    /** Turns what is no longer recent into sums. */
    void fold(long nowMs) {
        long until = foldPoint(nowMs);
        if (until - foldedUntilMs < FOLD_STEP_MS) {
            return;
        }
        var sum = new TotalsSum();
        addRecent(sum, foldedUntilMs, until, nowMs);
        Iterator<CountSlot> slots = recent.counts().values().iterator();
        while (slots.hasNext()) {
            CountSlot slot = slots.next();
            if (slot.getFromMs() < until) {
                add(sum, slot);
                slots.remove();
            }
        }
        folded = folded.plus(sum.filledUpTo(until - foldedUntilMs));
        foldedFlags |= sum.flags();
        foldedUntilMs = until;
        recent.intervals().values().removeIf(interval -> interval.hasToMs() && interval.getToMs() <= until);
    }

    /** Where sums could end: some time ago, but not within a stop that may still outgrow the threshold. */
    private long foldPoint(long nowMs) {
        return foldPoint(machine, day, nowMs);
    }

    static long foldPoint(KnownMachine machine, Period day, long nowMs) {
        long end = Math.min(machine.endOf(Long.MAX_VALUE, nowMs), day.toMs());
        long stop = machine.live().openStop().map(OpenStop::fromMs).orElse(Long.MAX_VALUE);
        long point = Math.min(end - RECENT_MS, stop);
        return Math.max(day.fromMs(), Math.floorDiv(point, SLOT_MS) * SLOT_MS);
    }

    private boolean reachesBack(LedgerChange change) {
        boolean times = change.getIntervalsCount() > 0
                && change.getFromMs() < foldedUntilMs
                && (!change.hasToMs() || change.getToMs() > day.fromMs());
        boolean counts = change.getCountsFromMs() < foldedUntilMs && change.getCountsToMs() > day.fromMs();
        return times || counts;
    }

    private void addRecent(TotalsSum sum, long fromMs, long toMs, long nowMs) {
        Optional<OpenStop> outgrown = machine.live().openStop().filter(stop -> nowMs >= stop.outgrowsAtMs());
        for (LedgerInterval interval : recent.intervals().values()) {
            long from = Math.max(fromMs, interval.getFromMs());
            long to = Math.min(toMs, interval.hasToMs() ? interval.getToMs() : toMs);
            if (to > from) {
                sum.addTime(bucketOf(interval, outgrown), to - from, interval.getHasIdeal());
                sum.addFlags(FlagBits.of(interval.getFlagsList()));
            }
        }
    }

    private static LedgerBucket bucketOf(LedgerInterval interval, Optional<OpenStop> outgrown) {
        LedgerBucket bucket = Buckets.of(interval.getBucketValue());
        boolean ofIt = outgrown.filter(stop -> stop.fromMs() == interval.getStopFromMs())
                .isPresent();
        return bucket == LedgerBucket.MINOR_STOP && ofIt ? LedgerBucket.UNPLANNED_DOWN : bucket;
    }

    private static void add(TotalsSum sum, CountSlot slot) {
        Totals counts = slot.getHasIdeal()
                ? Totals.ofRatedCounts(
                        slot.getTotal(),
                        slot.getReject(),
                        slot.getIdealTotalMs(),
                        slot.getIdealGoodMs(),
                        slot.getIdealStartupMs())
                : Totals.ofUnratedCounts(slot.getTotal(), slot.getReject());
        sum.add(counts, FlagBits.of(slot.getFlagsList()));
    }

    private OptionalLong lastFact(LedgerChange change) {
        long last = machine.lastFactMs().orElse(Long.MIN_VALUE);
        if (change.hasLive()) {
            last = Math.max(last, change.getLive().getLastEventMs());
        }
        for (LedgerInterval interval : change.getIntervalsList()) {
            last = Math.max(last, interval.getFromMs());
        }
        return last == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private LiveMachineState liveAfter(LedgerChange change) {
        LiveMachineState live =
                change.hasLive() ? LiveMachineState.of(change.getLive(), Optional.empty()) : machine.live();
        return live.with(openStop());
    }

    private Optional<OpenStop> openStop() {
        Map.Entry<Long, LedgerInterval> last = recent.intervals().lastEntry();
        if (last == null || last.getValue().hasToMs() || last.getValue().getOutgrowsAtMs() == 0) {
            return Optional.empty();
        }
        LedgerInterval stop = last.getValue();
        return Buckets.of(stop.getBucketValue()) == LedgerBucket.MINOR_STOP
                ? Optional.of(new OpenStop(stop.getStopFromMs(), stop.getOutgrowsAtMs()))
                : Optional.empty();
    }
}
