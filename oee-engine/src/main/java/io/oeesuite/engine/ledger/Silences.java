package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.List;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.model.MachineModels;

/**
 * The time in which nothing is known because a machine without a session was silent for longer than its limit: from when the limit has passed since its last
 * sign of life to the next one. A machine with a session gives no such signs and is never silent.
 */
final class Silences {
    private final FactStore facts;
    private final MachineModels models;

    Silences(FactStore facts, MachineModels models) {
        this.facts = facts;
        this.models = models;
    }

    /**
     * The silences that reach into the range, ascending and without overlap.
     *
     * @param asOfMs up to when the facts are known: one that goes on has begun by then
     */
    List<TimeRange> overlapping(TimeRange range, long asOfMs) {
        List<TimeRange> found = new ArrayList<>();
        if (range.isEmpty() || !facts.hasAny(Signal.HEARD)) {
            return found;
        }
        long begin = TimeRange.FOREVER;
        for (Entry sign : signsAround(range)) {
            if (begin < range.toMs() && sign.timeMs() > begin && sign.timeMs() > range.fromMs()) {
                found.add(new TimeRange(begin, sign.timeMs()));
            }
            begin = beginAfter(sign.timeMs());
        }
        if (begin < range.toMs() && begin <= asOfMs) {
            found.add(TimeRange.from(begin));
        }
        return found;
    }

    boolean isSilentAt(long timeMs, long asOfMs) {
        return !overlapping(new TimeRange(timeMs, timeMs + 1), asOfMs).isEmpty();
    }

    /** When it falls silent, or fell silent, if it is not heard of again; {@link TimeRange#FOREVER} for a machine that gives no signs. */
    long nextBeginMs() {
        return facts.hasAny(Signal.HEARD) ? beginAfter(lastSignMs()) : TimeRange.FOREVER;
    }

    /** When the machine gave its last sign of life; the least long for one that gives none. */
    long lastSignMs() {
        return facts.hasAny(Signal.HEARD)
                ? facts.atOrBefore(Signal.HEARD, TimeRange.FOREVER - 1)
                        .orElseThrow()
                        .timeMs()
                : Long.MIN_VALUE;
    }

    /** No silence begins or ends after this; the least long when there never was one. */
    long lastTurnMs(long asOfMs) {
        long begin = nextBeginMs();
        return begin <= asOfMs ? begin : lastSignMs();
    }

    /** From the last one at or before the range to the first one after it. */
    private List<Entry> signsAround(TimeRange range) {
        List<Entry> signs = new ArrayList<>();
        facts.atOrBefore(Signal.HEARD, range.fromMs()).ifPresent(signs::add);
        signs.addAll(facts.in(Signal.HEARD, new TimeRange(range.fromMs() + 1, range.toMs())));
        if (range.toMs() != TimeRange.FOREVER) {
            facts.after(Signal.HEARD, range.toMs() - 1).ifPresent(signs::add);
        }
        return signs;
    }

    private long beginAfter(long heardMs) {
        long limit = models.at(heardMs).silenceLimitMs();
        return heardMs > TimeRange.FOREVER - limit ? TimeRange.FOREVER : heardMs + limit;
    }
}
