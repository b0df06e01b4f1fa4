package io.oeesuite.engine.live;

import java.util.List;
import java.util.Optional;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;

/** Makes live machines that go on where the facts end. */
public final class LiveMachines {
    private LiveMachines() {}

    /**
     * @param asOfMs up to when time has been told to have passed
     * @return empty for a machine without any fact
     */
    public static Optional<LiveMachine> resume(FactStore facts, MachineModels models, long asOfMs, LiveLedger ledger) {
        if (facts.lastMs().isEmpty()) {
            return Optional.empty();
        }
        LedgerBuilder builder = new LedgerBuilder(facts, models);
        long told = Math.max(
                Math.max(facts.lastMs().getAsLong(), builder.lastOutageTurnMs()),
                models.at(asOfMs).validFromMs());
        Optional<TimeRange> silence = builder.lastSilenceAfter(told, asOfMs);
        boolean silent =
                silence.filter(last -> last.toMs() == TimeRange.FOREVER).isPresent();
        long turn = silence.map(last -> silent ? last.fromMs() : last.toMs()).orElse(told);
        long past = Math.max(told, turn);
        MachineModel model = models.at(past);
        LiveContext context = context(facts, model);
        context.online = builder.outageAt(past).isEmpty() && !silent;
        LiveMachine machine = new LiveMachine(past, context, model, models.nextChangeAfter(past), ledger);
        machine.resumeHearing(silent, builder.nextSilenceMs());
        List<LedgerInterval> tail = builder.wholeIntervals(TimeRange.from(past), asOfMs).stream()
                .filter(interval -> interval.fromMs() <= past)
                .toList();
        long stopFrom = tail.getLast().stopFromMs().orElse(past);
        machine.resumeTail(tail, models.at(stopFrom).minorStopThresholdMs());
        resume(machine, Signal.TOTAL, facts, builder, asOfMs);
        resume(machine, Signal.DEFECT, facts, builder, asOfMs);
        return Optional.of(machine);
    }

    private static LiveContext context(FactStore facts, MachineModel model) {
        LiveContext context = new LiveContext();
        for (Signal signal : Signal.CONTEXT) {
            facts.atOrBefore(signal, TimeRange.FOREVER - 1).ifPresent(entry -> take(context, signal, entry, model));
        }
        return context;
    }

    private static void take(LiveContext context, Signal signal, Entry entry, MachineModel model) {
        switch (signal) {
            case STATE -> context.state = entry.code();
            case MODE -> context.mode = entry.code();
            case REASON -> context.reason(entry.text());
            case PRODUCT -> context.product(entry.text(), model);
            case ORDER -> context.order(entry.text());
            case DESIGN_SPEED -> context.designSpeed(entry.decimal(), model);
            case TOTAL, DEFECT, HEARD -> {}
        }
    }

    private static void resume(
            LiveMachine machine, Signal counter, FactStore facts, LedgerBuilder builder, long asOfMs) {
        facts.atOrBefore(counter, TimeRange.FOREVER - 1).ifPresent(last -> {
            boolean afterOutage = builder.isInterrupted(TimeRange.from(last.timeMs()), asOfMs);
            machine.resumeCounter(counter, last.timeMs(), last.number(), afterOutage);
        });
    }
}
