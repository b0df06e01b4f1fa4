package io.oeesuite.engine.live;

import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.CounterStep;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.model.MachineModel;

/**
 * The counting half of a {@link LiveMachine}. It is its superclass and not a part of it, so that what a counter reading touches lies together at the beginning of
 * one object: with many machines, memory is what a reading waits for.
 */
abstract sealed class LiveCounts permits LiveMachine {
    private static final long NEVER_READ = Long.MIN_VALUE;

    private long totalMs = Long.MIN_VALUE;
    private long rejectMs = Long.MIN_VALUE;
    /** The last reading; -1 - reading after an outage; {@link #NEVER_READ}. */
    private long total = NEVER_READ;

    private long reject = NEVER_READ;
    /** Readings at or before it belong to an earlier slot or context. */
    private long floorMs = Long.MIN_VALUE;
    /** Readings after it belong to a later slot or model. */
    private long limitMs = Long.MIN_VALUE;

    private long slotTotal;
    private long slotReject;

    private long slotFromMs;
    private long countsSinceMs = Long.MIN_VALUE;
    private final long modelUntilMs;
    private long fallsSilentMs = TimeRange.FOREVER;
    private int slotFlags;
    private final MachineModel model;
    private final LiveLedger ledger;

    LiveCounts(MachineModel model, long modelUntilMs, LiveLedger ledger) {
        this.model = model;
        this.modelUntilMs = modelUntilMs;
        this.ledger = ledger;
    }

    /** The counter of all items reads {@code value} ≥ 0. */
    public final boolean total(long ms, long value) {
        if (ms <= totalMs || ms <= floorMs || ms > limitMs && !openSlot(ms)) {
            return false;
        }
        long made = value - total;
        if (made < 0 || total < 0) {
            return oddTotal(ms, value);
        }
        slotTotal += made;
        total = value;
        totalMs = ms;
        return true;
    }

    /** The counter of rejected items reads {@code value} ≥ 0. */
    public final boolean defects(long ms, long value) {
        if (ms <= rejectMs || ms <= floorMs || ms > limitMs && !openSlot(ms)) {
            return false;
        }
        long made = value - reject;
        if (made < 0 || reject < 0) {
            return oddReject(ms, value);
        }
        slotReject += made;
        reject = value;
        rejectMs = ms;
        return true;
    }

    /** A counter's value at birth: counting goes on from it. */
    public final boolean baseline(Signal counter, long ms, long value) {
        boolean isTotal = counter == Signal.TOTAL;
        if (ms <= (isTotal ? totalMs : rejectMs) || ms <= floorMs || ms > limitMs && !openSlot(ms)) {
            return false;
        }
        resumeCounter(counter, ms, value, !context().isOnline());
        return true;
    }

    /** Hands over what has been counted in the open slot so far. */
    public final void settleCounts() {
        if ((slotTotal | slotReject | slotFlags) != 0) {
            ledger.counted(context(), slotFromMs, slotTotal, slotReject, slotFlags);
            slotTotal = 0;
            slotReject = 0;
            slotFlags = 0;
        }
    }

    /** What is in force. */
    public abstract LiveContext context();

    /** Readings may follow that come after this time. */
    final void resumeCounting(long pastMs) {
        floorMs = pastMs;
        countsSinceMs = pastMs;
        slotFromMs = CountSlot.holding(pastMs);
    }

    final void resumeCounter(Signal counter, long ms, long value, boolean afterOutage) {
        long reading = afterOutage ? -1 - value : value;
        if (counter == Signal.TOTAL) {
            totalMs = ms;
            total = reading;
        } else {
            rejectMs = ms;
            reject = reading;
        }
    }

    /** From now on items are counted under another context. */
    final void countAnew(long ms) {
        settleCounts();
        floorMs = ms;
        countsSinceMs = ms;
    }

    /** From now on the machine is away: what is counted next was counted after an outage. */
    final void countAfterOutage(long ms) {
        countAnew(ms);
        total = total >= 0 ? -1 - total : total;
        reject = reject >= 0 ? -1 - reject : reject;
    }

    /** Flags the reading that came last. */
    final void markCounts(LedgerFlags flags) {
        slotFlags |= flags.bits();
    }

    /** Whether a counter has been read after this time, or what holds at it is not known here: under another model, or fallen silent. */
    final boolean hasCountedPast(long ms) {
        return ms < totalMs || ms < rejectMs || ms >= modelUntilMs || ms >= fallsSilentMs;
    }

    /** When the machine falls silent if it gives no other sign of life; {@link TimeRange#FOREVER} for one that has a session or is silent. */
    final long fallsSilentMs() {
        return fallsSilentMs;
    }

    final void fallsSilentAt(long ms) {
        fallsSilentMs = ms;
    }

    final long modelUntilMs() {
        return modelUntilMs;
    }

    final long slotFromMs() {
        return slotFromMs;
    }

    final MachineModel model() {
        return model;
    }

    private boolean openSlot(long ms) {
        settleCounts();
        long until = Math.min(modelUntilMs, fallsSilentMs);
        if (ms > until) {
            return false;
        }
        slotFromMs = CountSlot.holding(ms);
        floorMs = Math.max(slotFromMs, countsSinceMs);
        limitMs = Math.min(slotFromMs + CountSlot.LENGTH_MS, until);
        return true;
    }

    private boolean oddTotal(long ms, long value) {
        CounterStep step = oddStep(total, value, model.totalCounterMax());
        if (needsSpreading(total, step)) {
            return false;
        }
        slotTotal += step.items();
        slotFlags |= step.flags().bits();
        resumeCounter(Signal.TOTAL, ms, value, !context().isOnline());
        return true;
    }

    private boolean oddReject(long ms, long value) {
        CounterStep step = oddStep(reject, value, model.defectCounterMax());
        if (needsSpreading(reject, step)) {
            return false;
        }
        slotReject += step.items();
        slotFlags |= step.flags().bits();
        resumeCounter(Signal.DEFECT, ms, value, !context().isOnline());
        return true;
    }

    private static CounterStep oddStep(long before, long value, long max) {
        if (before == NEVER_READ) {
            return new CounterStep(0, LedgerFlags.NONE);
        }
        if (before >= 0) {
            return CounterStep.between(before, value, max);
        }
        CounterStep step = CounterStep.between(-1 - before, value, max);
        return step.items() == 0
                ? step
                : new CounterStep(step.items(), step.flags().with(LedgerFlag.GAP_COUNT));
    }

    private boolean needsSpreading(long before, CounterStep step) {
        boolean afterOutage = before < 0 && before != NEVER_READ;
        return afterOutage && step.items() > 0 && model.spreadGapCounts();
    }
}
