package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Outage;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;

/**
 * The time in which nothing is known because the machine could not be reached: from a death to the birth after it, or, once that birth has come, to the
 * first history that the machine tells of the time between.
 */
final class Outages {
    private final FactStore facts;

    Outages(FactStore facts) {
        this.facts = facts;
    }

    /** The outage at this instant: the one that is not over, or else the one that began last. */
    Optional<Outage> inForceAt(long timeMs) {
        return open(timeMs)
                .or(() -> facts.outageAtOrBefore(timeMs)
                        .map(this::untilHistory)
                        .filter(outage -> outage.toMs() > timeMs));
    }

    /** The one that is not over, if it has begun by then. */
    Optional<Outage> open(long timeMs) {
        return facts.openOutage().filter(outage -> outage.fromMs() <= timeMs);
    }

    /** The outages that reach into the range, ascending and without overlap: of several the one that began last counts, and one that is not over hides all later ones. */
    List<Outage> overlapping(TimeRange range) {
        List<Outage> found = new ArrayList<>();
        inForceAt(range.fromMs()).ifPresent(found::add);
        Iterator<Outage> later =
                facts.outagesIn(new TimeRange(range.fromMs() + 1, range.toMs())).iterator();
        while (later.hasNext() && (found.isEmpty() || found.getLast().isOver())) {
            Outage outage = later.next();
            hideLast(found, outage.fromMs());
            found.add(untilHistory(outage));
        }
        return found;
    }

    private static void hideLast(List<Outage> found, long fromMs) {
        if (found.isEmpty() || found.getLast().toMs() <= fromMs) {
            return;
        }
        Outage hidden = found.removeLast();
        if (hidden.fromMs() < fromMs) {
            found.add(new Outage(hidden.fromMs(), fromMs, hidden.order()));
        }
    }

    /** When an outage begins or ends for the last time; the least long when none ever did. */
    long lastTurnMs() {
        Optional<Outage> last = facts.outageAtOrBefore(TimeRange.FOREVER).map(this::untilHistory);
        return last.map(outage -> outage.isOver() ? outage.toMs() : outage.fromMs())
                .orElse(Long.MIN_VALUE);
    }

    private Outage untilHistory(Outage outage) {
        if (!outage.isOver()) {
            return outage;
        }
        long end = outage.toMs();
        for (Signal signal : Signal.values()) {
            end = Math.min(end, firstHistory(signal, outage));
        }
        return new Outage(outage.fromMs(), end, outage.order());
    }

    private long firstHistory(Signal signal, Outage outage) {
        Optional<Entry> entry = facts.after(signal, outage.fromMs());
        while (entry.isPresent() && entry.get().timeMs() < outage.toMs()) {
            if (entry.get().historical()) {
                return entry.get().timeMs();
            }
            entry = facts.after(signal, entry.get().timeMs());
        }
        return outage.toMs();
    }
}
