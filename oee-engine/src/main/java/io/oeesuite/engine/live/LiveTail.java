package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.StopVerdict;
import io.oeesuite.engine.model.MachineModel;

/** The interval that goes on, and the parts of the stop that goes on. */
final class LiveTail {
    private static final long NO_STOP = LiveLedger.NO_STOP;

    private final LiveLedger ledger;
    private final List<LedgerInterval> stopParts = new ArrayList<>(0);
    private long thresholdMs;
    private long fromMs = Long.MIN_VALUE;
    private long stopFromMs = NO_STOP;
    private boolean stopHasOutgrown;
    private boolean stopCameBefore;
    private boolean beganBeforeItWasMade = true;
    private int flagBits;
    /** Flags of the facts of {@link #markedMs}, which may turn out to begin the next interval. */
    private int lateFlagBits;

    private long markedMs = Long.MIN_VALUE;
    private int revision;

    LiveTail(LiveLedger ledger, MachineModel model) {
        this.ledger = ledger;
        this.thresholdMs = model.minorStopThresholdMs();
    }

    /** The first fact of all is of this time. */
    void begin(long ms) {
        fromMs = ms;
    }

    /** @param whole the last intervals of the machine's ledger, of which the last goes on */
    void resume(List<LedgerInterval> whole, long stopThresholdMs) {
        LedgerInterval last = whole.getLast();
        fromMs = last.fromMs();
        flagBits = last.flags().bits();
        if (last.stopFromMs().isEmpty()) {
            return;
        }
        stopFromMs = last.stopFromMs().getAsLong();
        thresholdMs = stopThresholdMs;
        stopHasOutgrown = last.bucket() == LedgerBucket.UNPLANNED_DOWN;
        if (!stopHasOutgrown) {
            whole.stream()
                    .filter(part -> part.stopFromMs().equals(last.stopFromMs()) && part != last)
                    .forEach(stopParts::add);
        }
    }

    /** @return false when only a look at all facts can tell what follows */
    boolean turn(long ms, LiveContext now, LiveContext next, MachineModel model) {
        revision++;
        if (ms != markedMs) {
            flagBits |= lateFlagBits;
            lateFlagBits = 0;
        }
        if (stopFromMs != NO_STOP && stopHasOutgrown && ms - stopFromMs < thresholdMs) {
            // it was taken to go on, and did not
            return false;
        }
        if (ms == fromMs) {
            return !beganBeforeItWasMade && turnAtItsBegin(ms, now, next, model);
        }
        if (!now.isStop()) {
            ledger.interval(now, fromMs, ms, now.bucket(), NO_STOP, flagBits);
            begin(ms, next, model);
            return true;
        }
        outgrow(ms);
        if (next.isStop()) {
            keepPart(now, ms);
        } else {
            endStop(now, ms);
        }
        begin(ms, next, model);
        return true;
    }

    /** @return whether the stop that goes on has become UNPLANNED_DOWN by this */
    boolean outgrow(long asOfMs) {
        if (stopFromMs == NO_STOP || stopHasOutgrown || asOfMs < stopFromMs + thresholdMs) {
            return false;
        }
        stopHasOutgrown = true;
        revision++;
        ledger.stopOutgrew(stopFromMs);
        stopParts.forEach(part -> ledger.stopPart(part.judged(LedgerBucket.UNPLANNED_DOWN, OptionalLong.empty())));
        stopParts.clear();
        return true;
    }

    /** The parts of the stop that goes on and is minor yet, and the interval that goes on. */
    List<LedgerInterval> intervals(LiveContext now) {
        List<LedgerInterval> intervals = new ArrayList<>(stopParts);
        intervals.add(interval(now, fromMs, TimeRange.FOREVER));
        return intervals;
    }

    /** Flags the facts of this instant, which is the last one so far. */
    void mark(long ms, int bits) {
        if (ms != markedMs) {
            flagBits |= lateFlagBits;
            lateFlagBits = 0;
            markedMs = ms;
        }
        lateFlagBits |= bits;
        revision++;
    }

    /** Changes whenever what {@link #intervals} says does. */
    int revision() {
        return revision;
    }

    /** The earliest time of which it could still say something else. */
    long fromMs() {
        return stopFromMs == NO_STOP ? fromMs : stopFromMs;
    }

    /** When the stop that goes on has become UNPLANNED_DOWN; empty when none goes on or it has not. */
    OptionalLong outgrewAtMs() {
        return stopHasOutgrown && stopFromMs != NO_STOP
                ? OptionalLong.of(stopFromMs + thresholdMs)
                : OptionalLong.empty();
    }

    OptionalLong outgrowsAtMs() {
        return stopFromMs == NO_STOP || stopHasOutgrown
                ? OptionalLong.empty()
                : OptionalLong.of(stopFromMs + thresholdMs);
    }

    LedgerBucket bucket(LiveContext now) {
        return outgrowsAtMs().isPresent() ? LedgerBucket.MINOR_STOP : now.bucket();
    }

    private void begin(long ms, LiveContext next, MachineModel model) {
        stopCameBefore = stopFromMs != NO_STOP;
        if (!next.isStop()) {
            stopFromMs = NO_STOP;
        } else if (stopFromMs == NO_STOP) {
            beginStop(ms, model);
        }
        fromMs = ms;
        flagBits = 0;
        beganBeforeItWasMade = false;
    }

    private void beginStop(long ms, MachineModel model) {
        stopFromMs = ms;
        stopHasOutgrown = model.minorStopThresholdMs() == 0;
        thresholdMs = model.minorStopThresholdMs();
    }

    /** Several facts of one instant: what began now turns out to be something else. */
    private boolean turnAtItsBegin(long ms, LiveContext now, LiveContext next, MachineModel model) {
        if (now.isStop() == next.isStop()) {
            return true;
        }
        if (next.isStop()) {
            beginStop(ms, model);
            // the stop before has been reported as ended, and goes on
            return !stopCameBefore;
        }
        if (stopCameBefore) {
            reportStopParts(stopFromMs, ms);
        }
        stopFromMs = NO_STOP;
        return true;
    }

    private void keepPart(LiveContext now, long ms) {
        if (stopHasOutgrown) {
            ledger.interval(now, fromMs, ms, LedgerBucket.UNPLANNED_DOWN, stopFromMs, flagBits);
            return;
        }
        stopParts.add(interval(now, fromMs, ms));
    }

    private void endStop(LiveContext now, long ms) {
        LedgerBucket verdict = StopVerdict.of(stopFromMs, ms, ms, thresholdMs).bucket();
        reportStopParts(stopFromMs, ms);
        ledger.interval(now, fromMs, ms, verdict, stopFromMs, flagBits);
    }

    private void reportStopParts(long stopBeganMs, long stopEndedMs) {
        if (stopParts.isEmpty()) {
            return;
        }
        LedgerBucket verdict = StopVerdict.of(stopBeganMs, stopEndedMs, stopEndedMs, thresholdMs)
                .bucket();
        stopParts.forEach(part -> ledger.stopPart(part.judged(verdict, OptionalLong.empty())));
        stopParts.clear();
    }

    private LedgerInterval interval(LiveContext now, long from, long to) {
        return new LedgerInterval(
                from,
                to,
                bucket(now),
                now.state(),
                now.mode(),
                now.reason(),
                now.product(),
                now.order(),
                stopFromMs == NO_STOP ? OptionalLong.empty() : OptionalLong.of(stopFromMs),
                outgrowsAtMs(),
                now.isOnline(),
                now.hasIdeal(),
                new LedgerFlags(to == TimeRange.FOREVER ? flagBits | lateFlagBits : flagBits));
    }
}
