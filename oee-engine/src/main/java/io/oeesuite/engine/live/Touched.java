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
        return signal.isCounter() ? new TimeRange(from, from) : new TimeRange(from, next(signal, from));
    }

    List<TimeRange> slots(Observation observation) {
        Signal signal = observation.signal();
        long at = observation.timeMs();
        long next = next(signal, at);
        if (!signal.isCounter()) {
            return List.of(new TimeRange(at, next));
        }
        TimeRange around = new TimeRange(before(signal, at), next);
        if (models.anySpreadsGapCounts() && !builder.outages(around).isEmpty()) {
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

    private long next(Signal signal, long timeMs) {
        return facts.after(signal, timeMs).map(Entry::timeMs).orElse(TimeRange.FOREVER);
    }

    private long before(Signal signal, long timeMs) {
        return facts.atOrBefore(signal, timeMs - 1).map(Entry::timeMs).orElse(timeMs - 1);
    }
}
