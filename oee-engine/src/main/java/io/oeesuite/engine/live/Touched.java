package io.oeesuite.engine.live;

import java.util.List;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.model.MachineModels;

/** Which part of the ledger a fact touches that does not come last. */
record Touched(FactStore facts, MachineModels models, LedgerBuilder builder) {

    TimeRange time(Observation observation) {
        Signal signal = observation.signal();
        long from = observation.timeMs();
        if (signal == Signal.HEARD) {
            return isHeardOfAround(from)
                    ? new TimeRange(from, from)
                    : new TimeRange(silentFrom(from), next(signal, from));
        }
        return new TimeRange(from, signal.isCounter() ? from : next(signal, from));
    }

    List<TimeRange> slots(Observation observation) {
        Signal signal = observation.signal();
        long at = observation.timeMs();
        long next = next(signal, at);
        if (signal == Signal.HEARD) {
            return isHeardOfAround(at) ? List.of() : slotsOfOutage(new TimeRange(silentFrom(at), next));
        }
        if (!signal.isCounter()) {
            return List.of(new TimeRange(at, next));
        }
        TimeRange around = new TimeRange(before(signal, at), next);
        if (models.anySpreadsGapCounts() && builder.isInterrupted(around, TimeRange.FOREVER)) {
            return List.of(around);
        }
        return next == TimeRange.FOREVER
                ? List.of(TimeRange.from(at - 1))
                : List.of(new TimeRange(at - 1, at), new TimeRange(next - 1, next));
    }

    /** The readings up to the first one after it are told differently, and those before it where gaps are spread. */
    List<TimeRange> slotsOfOutage(TimeRange outage) {
        long from = outage.fromMs();
        long to = outage.toMs();
        for (Signal counter : List.of(Signal.TOTAL, Signal.DEFECT)) {
            from = models.anySpreadsGapCounts() ? Math.min(from, before(counter, outage.fromMs())) : from;
            to = to == TimeRange.FOREVER ? to : Math.max(to, next(counter, to));
        }
        return List.of(new TimeRange(from, to));
    }

    /** Whether the machine would not have been silent at this time without this sign of life, nor was after it. */
    private boolean isHeardOfAround(long timeMs) {
        long next = next(Signal.HEARD, timeMs);
        return next != TimeRange.FOREVER
                && next - timeMs <= models.at(timeMs).silenceLimitMs()
                && facts.atOrBefore(Signal.HEARD, timeMs - 1)
                        .map(Entry::timeMs)
                        .filter(before -> next - before <= models.at(before).silenceLimitMs())
                        .isPresent();
    }

    /** When the silence began that a sign of life at this time ends: it may not have been told yet. */
    private long silentFrom(long heardMs) {
        return facts.atOrBefore(Signal.HEARD, heardMs - 1)
                .map(before -> before.timeMs() + models.at(before.timeMs()).silenceLimitMs())
                .filter(begin -> begin < heardMs)
                .orElse(heardMs);
    }

    private long next(Signal signal, long timeMs) {
        return facts.after(signal, timeMs).map(Entry::timeMs).orElse(TimeRange.FOREVER);
    }

    private long before(Signal signal, long timeMs) {
        return facts.atOrBefore(signal, timeMs - 1).map(Entry::timeMs).orElse(timeMs - 1);
    }
}
