package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Outage;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.model.MachineModels;

/** What was in force when, from the facts. */
final class Timeline {
    private final FactStore facts;
    private final MachineModels models;
    private final Outages outages;
    private final Silences silences;

    Timeline(FactStore facts, MachineModels models) {
        this.facts = facts;
        this.models = models;
        this.outages = new Outages(facts);
        this.silences = new Silences(facts, models);
    }

    /**
     * The stretches that make up the range, ascending, without gap or overlap; a new one wherever a fact, an outage, a silence or a model begins or ends.
     *
     * @param asOfMs up to when the facts are known
     */
    List<Stretch> over(TimeRange range, long asOfMs) {
        List<Stretch> stretches = new ArrayList<>();
        if (range.isEmpty()) {
            return stretches;
        }
        long from = range.fromMs();
        Running running = startingAt(from, asOfMs);
        for (Turn turn : turns(range, asOfMs)) {
            if (turn.timeMs() > from) {
                stretches.add(running.stretch(from, turn.timeMs()));
                from = turn.timeMs();
            }
            running.take(turn);
        }
        stretches.add(running.stretch(from, range.toMs()));
        return stretches;
    }

    /** When the last thing begins or ends that can change the ledger, counters apart. */
    long lastChangeMs(long asOfMs) {
        long last = Math.max(lastKnownMs(), silences.lastTurnMs(asOfMs));
        long nextModel = models.nextChangeAfter(last);
        while (nextModel != TimeRange.FOREVER) {
            last = nextModel;
            nextModel = models.nextChangeAfter(last);
        }
        return last;
    }

    /** When the machine last said what it is doing, or was last heard of. */
    long lastKnownMs() {
        long last = Math.max(outages.lastTurnMs(), silences.lastSignMs());
        for (Signal signal : Signal.CONTEXT) {
            Optional<Entry> entry = facts.atOrBefore(signal, TimeRange.FOREVER - 1);
            last = Math.max(last, entry.map(Entry::timeMs).orElse(Long.MIN_VALUE));
        }
        return last;
    }

    private Running startingAt(long fromMs, long asOfMs) {
        Running running = new Running(fromMs);
        for (Signal signal : Signal.CONTEXT) {
            facts.atOrBefore(signal, fromMs).ifPresent(entry -> running.begin(signal, entry));
        }
        outages.inForceAt(fromMs).ifPresent(running::begin);
        running.silent(silences.isSilentAt(fromMs, asOfMs));
        return running;
    }

    private List<Turn> turns(TimeRange range, long asOfMs) {
        TimeRange inner = new TimeRange(range.fromMs() + 1, range.toMs());
        List<Turn> turns = new ArrayList<>();
        for (Signal signal : Signal.CONTEXT) {
            facts.in(signal, inner).forEach(entry -> turns.add(new Turn.Observed(entry.timeMs(), signal, entry)));
        }
        for (Outage outage : outages.overlapping(range)) {
            turns.add(new Turn.OutageBegan(outage.fromMs(), outage));
            turns.add(new Turn.OutageEnded(outage.toMs(), outage));
        }
        for (TimeRange silence : silences.overlapping(range, asOfMs)) {
            turns.add(new Turn.Silent(silence.fromMs(), true));
            turns.add(new Turn.Silent(silence.toMs(), false));
        }
        long model = models.nextChangeAfter(range.fromMs());
        while (model < range.toMs()) {
            turns.add(new Turn.ModelBegan(model));
            model = models.nextChangeAfter(model);
        }
        turns.removeIf(turn -> turn.timeMs() <= range.fromMs() || turn.timeMs() >= range.toMs());
        turns.sort(Comparator.comparingLong(Turn::timeMs));
        return turns;
    }

    /** Something that may change what is in force. */
    private sealed interface Turn {
        long timeMs();

        record Observed(long timeMs, Signal signal, Entry entry) implements Turn {}

        record OutageBegan(long timeMs, Outage outage) implements Turn {}

        record OutageEnded(long timeMs, Outage outage) implements Turn {}

        record Silent(long timeMs, boolean silent) implements Turn {}

        record ModelBegan(long timeMs) implements Turn {}
    }

    /** What is in force while walking. */
    private final class Running {
        private final long startMs;
        private Context context = Context.NOTHING_KNOWN;
        private Outage outage;
        private LedgerFlags flags = LedgerFlags.NONE;

        Running(long startMs) {
            this.startMs = startMs;
        }

        void begin(Signal signal, Entry entry) {
            context = context.with(signal, entry);
            if (entry.timeMs() == startMs) {
                flags = flags.with(flagsOf(entry));
            }
        }

        void begin(Outage inForce) {
            outage = inForce;
            context = context.withConnected(false);
        }

        void silent(boolean isSilent) {
            context = context.withSilent(isSilent);
        }

        void take(Turn turn) {
            switch (turn) {
                case Turn.Observed observed -> {
                    context = context.with(observed.signal(), observed.entry());
                    flags = flags.with(flagsOf(observed.entry()));
                }
                case Turn.OutageBegan began -> begin(began.outage());
                case Turn.OutageEnded ended -> end(ended);
                case Turn.Silent turned -> silent(turned.silent());
                case Turn.ModelBegan ignored -> {}
            }
        }

        /** An outage that began meanwhile goes on, and so does one that is not over. */
        private void end(Turn.OutageEnded ended) {
            if (ended.outage().equals(outage) && outages.open(ended.timeMs()).isEmpty()) {
                context = context.withConnected(true);
            }
        }

        Stretch stretch(long fromMs, long toMs) {
            LedgerFlags seen = flags;
            flags = LedgerFlags.NONE;
            return Stretch.of(fromMs, toMs, context, models.at(fromMs), seen);
        }
    }

    static LedgerFlags flagsOf(Entry entry) {
        LedgerFlags flags = entry.conflict() ? LedgerFlags.of(LedgerFlag.CONFLICT) : LedgerFlags.NONE;
        return entry.skewed() ? flags.with(LedgerFlag.CLOCK_SKEW) : flags;
    }
}
