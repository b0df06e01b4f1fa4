package io.oeesuite.engine.live;

import java.util.List;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.CounterStep;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.model.MachineModel;

/**
 * The end of a machine's ledger, moved on one fact at a time without looking back: a reading costs a few comparisons and additions, whatever came before.
 *
 * <p>It takes facts in the order of time only. A method that returns false has met one that it cannot place by itself (late, a second value for one instant,
 * back after an outage, under another model): it must then be made anew from all facts. What it says is what the ledger built from all facts says.
 */
public final class LiveMachine {
    private static final long NEVER_READ = Long.MIN_VALUE;
    private static final int ALL_SIGNALS = -1;

    // what a counter reading touches, together in memory
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
    private long contextMs = Long.MIN_VALUE;
    private long countsSinceMs = Long.MIN_VALUE;
    private int signalsAtContextMs;
    private int slotFlags;
    private LiveContext now = new LiveContext();
    private LiveContext next = new LiveContext();
    private final LiveTail tail;
    private final MachineModel model;
    private final long modelUntilMs;
    private final LiveLedger ledger;

    /**
     * A machine whose first fact of all is of {@code firstMs}, and not told yet.
     *
     * @param modelUntilMs when another model begins to hold
     */
    public LiveMachine(long firstMs, MachineModel model, long modelUntilMs, LiveLedger ledger) {
        this.model = model;
        this.modelUntilMs = modelUntilMs;
        this.ledger = ledger;
        this.tail = new LiveTail(ledger, model);
        tail.begin(firstMs);
        now.rate(model);
        now.judge(model);
    }

    /** A machine that has lived up to {@code pastMs}; facts of that very time must not follow. */
    LiveMachine(long pastMs, LiveContext context, MachineModel model, long modelUntilMs, LiveLedger ledger) {
        this(pastMs, model, modelUntilMs, ledger);
        contextMs = pastMs;
        signalsAtContextMs = ALL_SIGNALS;
        floorMs = pastMs;
        countsSinceMs = pastMs;
        slotFromMs = CountSlot.holding(pastMs);
        now.copy(context);
        now.rate(model);
        now.judge(model);
    }

    /** @param whole the last intervals of the machine's ledger, of which the last goes on */
    void resumeTail(List<LedgerInterval> whole, long stopThresholdMs) {
        tail.resume(whole, stopThresholdMs);
    }

    void resumeCounter(Signal counter, long ms, long value, boolean afterOutage) {
        long reading = afterOutage ? -1 - value : value;
        if (counter == Signal.TOTAL) {
            totalMs = ms;
            total = reading;
        } else {
            rejectMs = ms;
            reject = reading;
        }
    }

    /** The counter of all items reads {@code value} ≥ 0. */
    public boolean total(long ms, long value) {
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
    public boolean defects(long ms, long value) {
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
    public boolean baseline(Signal counter, long ms, long value) {
        boolean isTotal = counter == Signal.TOTAL;
        if (ms <= (isTotal ? totalMs : rejectMs) || ms <= floorMs || ms > limitMs && !openSlot(ms)) {
            return false;
        }
        resumeCounter(counter, ms, value, !now.online);
        return true;
    }

    /** PackML state number ≥ 0. */
    public boolean state(long ms, int value) {
        if (!follows(Signal.STATE, ms)) {
            return false;
        }
        if (value == now.state) {
            return true;
        }
        next.copy(now);
        next.state = value;
        return turn(ms);
    }

    /** PackML unit mode number ≥ 0. */
    public boolean mode(long ms, int value) {
        if (!follows(Signal.MODE, ms)) {
            return false;
        }
        next.copy(now);
        next.mode = value;
        return turn(ms);
    }

    public boolean reason(long ms, String code) {
        if (!follows(Signal.REASON, ms)) {
            return false;
        }
        next.copy(now);
        next.reason(code);
        return turn(ms);
    }

    public boolean product(long ms, String id) {
        if (!follows(Signal.PRODUCT, ms)) {
            return false;
        }
        next.copy(now);
        next.product(id, model);
        return turn(ms);
    }

    public boolean order(long ms, String id) {
        if (!follows(Signal.ORDER, ms)) {
            return false;
        }
        next.copy(now);
        next.order(id);
        return turn(ms);
    }

    /** @param itemsPerMinute finite, ≥ 0; 0 when not known */
    public boolean designSpeed(long ms, double itemsPerMinute) {
        if (!follows(Signal.DESIGN_SPEED, ms)) {
            return false;
        }
        next.copy(now);
        next.designSpeed(itemsPerMinute, model);
        return turn(ms);
    }

    /** Nothing is known of the machine from now on. */
    public boolean death(long ms) {
        if (ms <= contextMs || ms < totalMs || ms < rejectMs || ms >= modelUntilMs || !now.online) {
            return false;
        }
        contextMs = ms;
        signalsAtContextMs = ALL_SIGNALS;
        total = total >= 0 ? -1 - total : total;
        reject = reject >= 0 ? -1 - reject : reject;
        next.copy(now);
        next.online = false;
        return turn(ms);
    }

    /** The stop that goes on has lasted until this time at least: it may have become UNPLANNED_DOWN, and returns whether it has. */
    public boolean outgrow(long asOfMs) {
        return tail.outgrow(asOfMs);
    }

    /** Hands over what has been counted in the open slot so far. */
    public void settleCounts() {
        if ((slotTotal | slotReject | slotFlags) != 0) {
            ledger.counted(now, slotFromMs, slotTotal, slotReject, slotFlags);
            slotTotal = 0;
            slotReject = 0;
            slotFlags = 0;
        }
    }

    /** Flags the fact that came last. */
    public void mark(Signal signal, LedgerFlags flags) {
        if (!signal.isCounter()) {
            tail.mark(contextMs, flags.bits());
            return;
        }
        slotFlags |= flags.bits();
    }

    public LiveContext context() {
        return now;
    }

    /** What is not final yet: the parts of a minor stop that goes on, and the interval that goes on. */
    public List<LedgerInterval> tail() {
        return tail.intervals(now);
    }

    /** Changes whenever what {@link #tail} says does. */
    public int revision() {
        return tail.revision();
    }

    /** Where {@link #tail} begins. */
    public long tailFromMs() {
        return tail.fromMs();
    }

    /** Of the time before, it says nothing any more. */
    public long finalUntilMs() {
        return Math.min(tail.fromMs(), slotFromMs);
    }

    /** When the stop that goes on becomes UNPLANNED_DOWN; empty when none goes on or it is already. */
    public OptionalLong outgrowsAtMs() {
        return tail.outgrowsAtMs();
    }

    /** When the stop that goes on has become UNPLANNED_DOWN; empty when none goes on or it has not. */
    public OptionalLong outgrewAtMs() {
        return tail.outgrewAtMs();
    }

    /** The bucket in which it is now. */
    public LedgerBucket bucket() {
        return tail.bucket(now);
    }

    public long modelUntilMs() {
        return modelUntilMs;
    }

    private boolean follows(Signal signal, long ms) {
        if (ms < contextMs || ms < totalMs || ms < rejectMs || ms >= modelUntilMs) {
            return false;
        }
        int bit = 1 << signal.ordinal();
        if (ms == contextMs) {
            boolean second = (signalsAtContextMs & bit) != 0;
            signalsAtContextMs |= bit;
            return !second;
        }
        contextMs = ms;
        signalsAtContextMs = bit;
        // whatever the machine says now, its stop has lasted until now
        tail.outgrow(ms);
        return true;
    }

    /** {@link #next} is in force from now on. */
    private boolean turn(long ms) {
        next.judge(model);
        if (!next.countsLike(now)) {
            settleCounts();
            floorMs = ms;
            countsSinceMs = ms;
        }
        boolean placed = next.isSameIntervalAs(now) || tail.turn(ms, now, next, model);
        LiveContext before = now;
        now = next;
        next = before;
        return placed;
    }

    private boolean openSlot(long ms) {
        settleCounts();
        if (ms > modelUntilMs) {
            return false;
        }
        slotFromMs = CountSlot.holding(ms);
        floorMs = Math.max(slotFromMs, countsSinceMs);
        limitMs = Math.min(slotFromMs + CountSlot.LENGTH_MS, modelUntilMs);
        return true;
    }

    private boolean oddTotal(long ms, long value) {
        CounterStep step = oddStep(total, value, model.totalCounterMax());
        if (needsAllFacts(ms, total, step)) {
            return false;
        }
        slotTotal += step.items();
        slotFlags |= step.flags().bits();
        resumeCounter(Signal.TOTAL, ms, value, !now.online);
        return true;
    }

    private boolean oddReject(long ms, long value) {
        CounterStep step = oddStep(reject, value, model.defectCounterMax());
        if (needsAllFacts(ms, reject, step)) {
            return false;
        }
        slotReject += step.items();
        slotFlags |= step.flags().bits();
        resumeCounter(Signal.DEFECT, ms, value, !now.online);
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

    /** What was counted after an outage may have to be spread, and what was counted at the instant of a death came before it. */
    private boolean needsAllFacts(long ms, long before, CounterStep step) {
        boolean afterOutage = before < 0 && before != NEVER_READ;
        return afterOutage && step.items() > 0 && (model.spreadGapCounts() || ms == contextMs);
    }
}
