package io.oeesuite.engine.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Outage;
import io.oeesuite.engine.facts.Placement;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.model.MachineModels;

/**
 * Keeps the ledger of one machine up to date, fact by fact: in order, by its {@link LiveMachine}; otherwise by noting the range that the fact touches, to be
 * built anew from all facts by {@link #restate}.
 */
public final class MachineEngine {
    private final FactStore facts;
    private final Restatement restatement;
    private MachineModels models;
    private LedgerBuilder builder;
    private Touched touched;
    private Optional<LiveMachine> live = Optional.empty();
    private LivePatches patches = new LivePatches();
    /** What time alone has changed up to here has been told. */
    private long toldAsOfMs;

    /** @param restatement what is due from the past of this engine */
    public MachineEngine(FactStore facts, MachineModels models, Restatement restatement) {
        this.facts = facts;
        this.restatement = restatement;
        this.toldAsOfMs = restatement.decidedMs();
        read(models);
    }

    public void observe(Observation observation) {
        if (!appliesInOrder(observation)) {
            placeAnywhere(observation);
            return;
        }
        facts.put(observation);
        if (observation.signal() != Signal.HEARD) {
            long from = observation.signal().isCounter() ? observation.timeMs() - 1 : observation.timeMs();
            restatement.recount(TimeRange.from(from), cause(observation));
        }
        noteOutgrown();
    }

    public void observe(SessionFact session) {
        Optional<LiveMachine> machine = resumed();
        Optional<TimeRange> changed = facts.put(session);
        if (changed.isEmpty()) {
            return;
        }
        boolean last = changed.get().toMs() == TimeRange.FOREVER;
        if (last && !session.online() && machine.isPresent() && machine.get().death(session.timeMs())) {
            restatement.recount(changed.get(), Cause.LATE);
            noteOutgrown();
            return;
        }
        late(changed.get(), touched.slotsOfOutage(changed.get()), Cause.LATE);
    }

    /** The machine is to be read differently from an instant on. */
    public void read(MachineModels newModels, long fromMs) {
        read(newModels);
        TimeRange changed = TimeRange.from(Math.max(fromMs, facts.firstMs().orElse(TimeRange.FOREVER)));
        late(changed, List.of(changed), Cause.MODEL);
    }

    /** What has changed at the end of the ledger since the last time, unless that is to be built anew anyway. */
    public LedgerPatch takeLive() {
        return live.map(patches::take)
                .orElse(new LedgerPatch(LedgerPatch.NOTHING, List.of(), LedgerPatch.NOTHING, List.of()));
    }

    /**
     * Time has passed: the stop that goes on may be no minor one any more, the machine may have been silent for too long, and another model may hold.
     *
     * @param asOfMs up to when the facts are known
     */
    public void pass(long asOfMs) {
        long model = models.nextChangeAfter(toldAsOfMs);
        resumed().ifPresent(machine -> fallSilent(machine, asOfMs));
        toldAsOfMs = Math.max(toldAsOfMs, asOfMs);
        resumed().ifPresent(machine -> machine.outgrow(asOfMs));
        noteOutgrown();
        if (model <= asOfMs && facts.firstMs().isPresent()) {
            late(TimeRange.from(Math.max(model, facts.firstMs().getAsLong())), List.of(), Cause.MODEL);
        }
    }

    /**
     * Builds anew what is to be restated, a portion of it at most.
     *
     * @return how many intervals and slots have been built
     */
    public int restate(long asOfMs, Portion portion, Consumer<LedgerPatch> receiver) {
        return restatement.hasLedger() ? new Rebuild(builder, facts, portion, receiver).of(restatement, asOfMs) : 0;
    }

    /** When {@link #pass} has something to do if nothing else happens. */
    public OptionalLong dueMs() {
        return resumed()
                .map(machine -> Math.min(
                        Math.min(machine.outgrowsAtMs().orElse(TimeRange.FOREVER), machine.fallsSilentMs()),
                        models.nextChangeAfter(toldAsOfMs)))
                .filter(due -> due != TimeRange.FOREVER)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The machine as it goes on; empty before its first fact. */
    public Optional<LiveMachine> live() {
        return resumed();
    }

    public LedgerBuilder builder() {
        return builder;
    }

    public MachineModels models() {
        return models;
    }

    private void read(MachineModels newModels) {
        models = newModels;
        builder = new LedgerBuilder(facts, models);
        touched = new Touched(facts, models, builder);
    }

    private boolean appliesInOrder(Observation observation) {
        // most late facts are told from the others without making the machine anew
        if (live.isEmpty() && observation.timeMs() < facts.lastMs().orElse(Long.MIN_VALUE)) {
            return false;
        }
        Optional<LiveMachine> machine = resumed();
        boolean applied = machine.isPresent() && apply(machine.get(), observation);
        if (applied && !observation.signal().isCounter()) {
            // a stop that is heard of late may have outgrown its threshold by the time that has been told
            machine.get().outgrow(toldAsOfMs);
        }
        if (applied && observation.signal() == Signal.HEARD) {
            fallSilent(machine.get(), toldAsOfMs);
            return true;
        }
        if (applied && observation.skewed()) {
            machine.get().mark(observation.signal(), LedgerFlags.of(LedgerFlag.CLOCK_SKEW));
        }
        return applied;
    }

    private void fallSilent(LiveMachine machine, long asOfMs) {
        long sinceMs = machine.fallsSilentMs();
        if (sinceMs > asOfMs) {
            return;
        }
        TimeRange silence = TimeRange.from(sinceMs);
        if (machine.fallSilent()) {
            restatement.recount(silence, Cause.LATE);
            noteOutgrown();
        } else {
            late(silence, touched.slotsOfOutage(silence), Cause.LATE);
        }
    }

    private static boolean apply(LiveMachine machine, Observation observation) {
        long ms = observation.timeMs();
        return switch (observation.value()) {
            case FactValue.Whole whole -> applyWhole(machine, observation, ms, whole);
            case FactValue.Decimal decimal -> machine.designSpeed(ms, decimal.number());
            case FactValue.Text text ->
                switch (observation.signal()) {
                    case REASON -> machine.reason(ms, text.text());
                    case PRODUCT -> machine.product(ms, text.text());
                    case ORDER -> machine.order(ms, text.text());
                    case STATE, MODE, DESIGN_SPEED, TOTAL, DEFECT, HEARD -> false;
                };
        };
    }

    private static boolean applyWhole(LiveMachine machine, Observation observation, long ms, FactValue.Whole whole) {
        if (observation.baseline()) {
            return machine.baseline(observation.signal(), ms, whole.number());
        }
        return switch (observation.signal()) {
            case STATE -> machine.state(ms, whole.code());
            case MODE -> machine.mode(ms, whole.code());
            case TOTAL -> machine.total(ms, whole.number());
            case DEFECT -> machine.defects(ms, whole.number());
            case HEARD -> machine.heard(ms);
            case REASON, PRODUCT, ORDER, DESIGN_SPEED -> false;
        };
    }

    private void placeAnywhere(Observation observation) {
        Optional<Outage> outage = observation.historical() ? builder.outageAt(observation.timeMs()) : Optional.empty();
        TimeRange before = timeBeforeFirst(observation);
        Placement placement = facts.put(observation);
        if (placement == Placement.KNOWN) {
            return;
        }
        Cause cause = cause(observation);
        outage.filter(Outage::isOver).ifPresent(filled -> {
            TimeRange range = new TimeRange(observation.timeMs(), filled.toMs());
            late(range, touched.slotsOfOutage(range), cause);
        });
        late(touched.time(observation), touched.slots(observation), cause);
        if (!before.isEmpty()) {
            late(before, List.of(), cause);
        }
    }

    /** The time by which the ledger begins earlier with this fact. */
    private TimeRange timeBeforeFirst(Observation observation) {
        long first = facts.firstMs().orElse(TimeRange.FOREVER);
        boolean earlier = observation.signal() != Signal.HEARD && observation.timeMs() < first;
        return new TimeRange(earlier ? observation.timeMs() : first, first);
    }

    private static Cause cause(Observation observation) {
        return observation.historical() ? Cause.HISTORICAL : Cause.LATE;
    }

    private void late(TimeRange time, List<TimeRange> slots, Cause cause) {
        if (time.isEmpty() && slots.isEmpty()) {
            return;
        }
        restatement.rebuild(time, slots, cause);
        long last = slots.stream().mapToLong(TimeRange::toMs).reduce(time.toMs(), Math::max);
        if (live.isEmpty()) {
            return;
        }
        // what it has said and nobody has fetched is final for it, but not for the receiver
        OptionalLong unsaidFrom = patches.changedFromMs(live.get());
        if (last < Math.min(live.get().finalUntilMs(), unsaidFrom.orElse(TimeRange.FOREVER))) {
            return;
        }
        // the restatement will say it
        unsaidFrom.ifPresent(from -> {
            TimeRange unsaid = TimeRange.from(from);
            restatement.rebuild(unsaid, List.of(unsaid), Cause.LIVE);
        });
        live = Optional.empty();
    }

    private void noteOutgrown() {
        patches.takeOutgrown().ifPresent(from -> restatement.recount(TimeRange.from(from), Cause.STOP_OUTGREW));
    }

    private Optional<LiveMachine> resumed() {
        if (live.isEmpty()) {
            resume();
        }
        return live;
    }

    private void resume() {
        patches = new LivePatches();
        live = LiveMachines.resume(facts, models, toldAsOfMs, patches);
        live.ifPresent(machine -> {
            patches.resume(machine, builder.counts(lastSlot()));
            tellOfModels();
        });
    }

    /** A model may hold by the time of the last fact of which nobody has been told that time has come to it. */
    private void tellOfModels() {
        long model =
                Math.max(models.nextChangeAfter(toldAsOfMs), facts.firstMs().orElseThrow());
        if (model <= Math.max(facts.lastMs().orElseThrow(), builder.lastOutageTurnMs())) {
            restatement.rebuild(TimeRange.from(model), List.of(), Cause.MODEL);
        }
    }

    private TimeRange lastSlot() {
        long from = CountSlot.holding(facts.lastMs().orElseThrow());
        return new TimeRange(from, from + CountSlot.LENGTH_MS);
    }
}
