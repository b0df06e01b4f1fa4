package io.oeesuite.engine.live;

import java.util.List;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.model.MachineModel;

/**
 * The end of a machine's ledger, moved on one fact at a time without looking back: a reading costs a few comparisons and additions, whatever came before.
 *
 * <p>It takes facts in the order of time only. A method that returns false has met one that it cannot place by itself (late, a second value for one instant,
 * back after an outage, under another model): it must then be made anew from all facts. What it says is what the ledger built from all facts says.
 */
public final class LiveMachine extends LiveCounts {
    private static final int ALL_SIGNALS = -1;

    private long contextMs = Long.MIN_VALUE;
    private int signalsAtContextMs;
    private LiveContext now = new LiveContext();
    private LiveContext next = new LiveContext();
    private final LiveTail tail;
    private boolean silent;
    private long silentSinceMs;

    /**
     * A machine whose first fact of all is of {@code firstMs}, and not told yet.
     *
     * @param modelUntilMs when another model begins to hold
     */
    public LiveMachine(long firstMs, MachineModel model, long modelUntilMs, LiveLedger ledger) {
        super(model, modelUntilMs, ledger);
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
        resumeCounting(pastMs);
        now.copy(context);
        now.rate(model);
        now.judge(model);
    }

    /** @param fallsSilentMs when it falls silent if it is not heard of again */
    void resumeHearing(boolean isSilent, long fallsSilentMs) {
        silent = isSilent;
        silentSinceMs = fallsSilentMs;
        fallsSilentAt(isSilent ? TimeRange.FOREVER : fallsSilentMs);
    }

    /** @param whole the last intervals of the machine's ledger, of which the last goes on */
    void resumeTail(List<LedgerInterval> whole, long stopThresholdMs) {
        tail.resume(whole, stopThresholdMs);
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
        next.product(id, model());
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
        next.designSpeed(itemsPerMinute, model());
        return turn(ms);
    }

    /** Nothing is known of the machine from now on. */
    public boolean death(long ms) {
        if (ms <= contextMs || hasCountedPast(ms) || !now.online) {
            return false;
        }
        contextMs = ms;
        signalsAtContextMs = ALL_SIGNALS;
        countAfterOutage(ms);
        next.copy(now);
        next.online = false;
        return turn(ms);
    }

    /** It gives a sign of life, which a machine without a session does: it is missed if no other follows. */
    public boolean heard(long ms) {
        long fallsSilent = ms + model().silenceLimitMs();
        boolean goesOn =
                fallsSilentMs() != TimeRange.FOREVER && ms <= fallsSilentMs() && fallsSilent >= fallsSilentMs();
        if (silent || !goesOn || ms < model().validFromMs() || ms >= modelUntilMs()) {
            return false;
        }
        fallsSilentAt(fallsSilent);
        // as with whatever else it says
        tail.outgrow(ms);
        return true;
    }

    /** Nothing was heard of it for longer than its limit when {@link #fallsSilentMs} has come. */
    boolean fallSilent() {
        silent = true;
        silentSinceMs = fallsSilentMs();
        fallsSilentAt(TimeRange.FOREVER);
        return death(silentSinceMs);
    }

    /** Since when it has been silent; empty when it is not. */
    public OptionalLong silentSinceMs() {
        return silent ? OptionalLong.of(silentSinceMs) : OptionalLong.empty();
    }

    /** The stop that goes on has lasted until this time at least: it may have become UNPLANNED_DOWN, and returns whether it has. */
    public boolean outgrow(long asOfMs) {
        return tail.outgrow(asOfMs);
    }

    /** Flags the fact that came last. */
    public void mark(Signal signal, LedgerFlags flags) {
        if (!signal.isCounter()) {
            tail.mark(contextMs, flags.bits());
            return;
        }
        markCounts(flags);
    }

    @Override
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
        return Math.min(tail.fromMs(), slotFromMs());
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

    private boolean follows(Signal signal, long ms) {
        if (ms < contextMs || hasCountedPast(ms)) {
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
        next.judge(model());
        if (!next.countsLike(now)) {
            countAnew(ms);
        }
        boolean placed = next.isSameIntervalAs(now) || tail.turn(ms, now, next, model());
        LiveContext before = now;
        now = next;
        next = before;
        return placed;
    }
}
