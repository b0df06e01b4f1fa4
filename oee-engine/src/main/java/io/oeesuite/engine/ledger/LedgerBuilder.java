package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Outage;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.model.MachineModels;

/** The ledger of one machine as a pure function of its facts and models. */
public final class LedgerBuilder {
    private final Intervals intervals;
    private final Counts counts;
    private final Outages outages;
    private final Silences silences;

    public LedgerBuilder(FactStore facts, MachineModels models) {
        this.intervals = new Intervals(facts, models);
        this.counts = new Counts(facts, models);
        this.outages = new Outages(facts);
        this.silences = new Silences(facts, models);
    }

    /**
     * The intervals that the range overlaps, none cut; together they make up a range of their own. None where nothing is known yet.
     *
     * @param asOfMs up to when the facts are known: how long a stop has lasted that goes on
     */
    public List<LedgerInterval> wholeIntervals(TimeRange range, long asOfMs) {
        return intervals.over(intervals.whole(range, asOfMs), asOfMs);
    }

    /** What the range is made of: times to the millisecond, counts of the slots that begin in it. */
    public LedgerPart part(TimeRange range, long asOfMs) {
        List<Stretch> near = intervals.stretchesNear(range, asOfMs);
        List<LedgerPart.Mark> marks = new ArrayList<>();
        for (Stretch stretch : near) {
            if (!stretch.flags().isEmpty() && stretch.fromMs() >= range.fromMs() && stretch.fromMs() < range.toMs()) {
                marks.add(new LedgerPart.Mark(stretch.fromMs(), stretch.flags()));
            }
        }
        return new LedgerPart(range, intervals.within(range, near, asOfMs), counts(slotsIn(range)), marks);
    }

    private static TimeRange slotsIn(TimeRange range) {
        return new TimeRange(CountSlot.beginningFrom(range.fromMs()), CountSlot.beginningFrom(range.toMs()));
    }

    /** When an outage begins or ends for the last time; the least long when none ever did. */
    public long lastOutageTurnMs() {
        return outages.lastTurnMs();
    }

    /** The outage at this instant, as far as history has not filled it. */
    public Optional<Outage> outageAt(long timeMs) {
        return outages.inForceAt(timeMs);
    }

    /** Whether there is an outage in the range, as far as history has not filled it, or a silence. */
    public boolean isInterrupted(TimeRange range, long asOfMs) {
        return !outages.overlapping(range).isEmpty()
                || !silences.overlapping(range, asOfMs).isEmpty();
    }

    /** The last silence that reaches beyond the instant. */
    public Optional<TimeRange> lastSilenceAfter(long timeMs, long asOfMs) {
        List<TimeRange> after = silences.overlapping(TimeRange.from(timeMs), asOfMs);
        return after.isEmpty() ? Optional.empty() : Optional.of(after.getLast());
    }

    /** When the machine falls silent, or fell silent, if it is not heard of again; {@link TimeRange#FOREVER} for one that has a session. */
    public long nextSilenceMs() {
        return silences.nextBeginMs();
    }

    /** @param slots from the beginning of a slot to the end of one */
    public List<CountSlot> counts(TimeRange slots) {
        return counts.over(slots).list();
    }
}
