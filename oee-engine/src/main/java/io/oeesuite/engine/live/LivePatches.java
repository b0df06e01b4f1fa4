package io.oeesuite.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.CountSlots;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPatch;

/** Collects what a live machine says into patches of the ledger. */
final class LivePatches implements LiveLedger {
    private final List<LedgerInterval> finished = new ArrayList<>();
    private final CountSlots slots = new CountSlots();
    private int revision;
    private long slotsFromMs = TimeRange.FOREVER;
    private long slotsToMs = Long.MIN_VALUE;
    private OptionalLong outgrownFromMs = OptionalLong.empty();

    /** The machine's ledger up to now is known to the receiver, and this is what was counted in its last slot. */
    void resume(LiveMachine machine, List<CountSlot> lastSlot) {
        revision = machine.revision();
        lastSlot.forEach(slots::add);
    }

    @Override
    public void interval(
            LiveContext context, long fromMs, long toMs, LedgerBucket bucket, long stopFromMs, int flagBits) {
        finished.add(new LedgerInterval(
                fromMs,
                toMs,
                bucket,
                context.state(),
                context.mode(),
                context.reason(),
                context.product(),
                context.order(),
                stopFromMs == NO_STOP ? OptionalLong.empty() : OptionalLong.of(stopFromMs),
                OptionalLong.empty(),
                context.isOnline(),
                context.hasIdeal(),
                new LedgerFlags(flagBits)));
    }

    @Override
    public void stopOutgrew(long stopFromMs) {
        outgrownFromMs = OptionalLong.of(stopFromMs);
    }

    @Override
    public void stopPart(LedgerInterval part) {
        finished.add(part);
    }

    @Override
    public void counted(LiveContext context, long slotFromMs, long total, long reject, int flagBits) {
        OptionalDouble ideal = context.hasIdeal() ? OptionalDouble.of(context.idealCycleMs()) : OptionalDouble.empty();
        add(context, slotFromMs, Signal.TOTAL, total, ideal, flagBits);
        add(context, slotFromMs, Signal.DEFECT, reject, ideal, 0);
        slotsFromMs = Math.min(slotsFromMs, slotFromMs);
        slotsToMs = Math.max(slotsToMs, slotFromMs + CountSlot.LENGTH_MS);
    }

    /** What has changed since the last time. */
    LedgerPatch take(LiveMachine machine) {
        machine.settleCounts();
        List<LedgerInterval> intervals = List.of();
        TimeRange time = LedgerPatch.NOTHING;
        if (machine.revision() != revision) {
            intervals = new ArrayList<>(finished);
            intervals.addAll(machine.tail());
            time = TimeRange.from(intervals.getFirst().fromMs());
            revision = machine.revision();
            finished.clear();
        }
        if (slotsFromMs == TimeRange.FOREVER) {
            return new LedgerPatch(time, intervals, LedgerPatch.NOTHING, List.of());
        }
        // the slot that was counted in last may be counted in again, but what it held before is not news
        slots.dropBefore(slotsFromMs);
        TimeRange changed = new TimeRange(slotsFromMs, slotsToMs);
        LedgerPatch patch = new LedgerPatch(time, intervals, changed, slots.list());
        slots.dropBefore(slotsToMs - CountSlot.LENGTH_MS);
        slotsFromMs = TimeRange.FOREVER;
        slotsToMs = Long.MIN_VALUE;
        return patch;
    }

    /** The earliest time of which {@link #take} would say something, or on which that rests; empty when it would say nothing. */
    OptionalLong changedFromMs(LiveMachine machine) {
        machine.settleCounts();
        long from = slotsFromMs;
        if (machine.revision() != revision) {
            from = Math.min(from, finished.isEmpty() ? machine.tailFromMs() : beginOf(finished.getFirst()));
        }
        return from == TimeRange.FOREVER ? OptionalLong.empty() : OptionalLong.of(from);
    }

    /** What a part of a stop is called depends on when the stop began. */
    private static long beginOf(LedgerInterval interval) {
        return interval.stopFromMs().orElse(interval.fromMs());
    }

    /** When the stop began that has outgrown its threshold since the last time; told once. */
    OptionalLong takeOutgrown() {
        OptionalLong taken = outgrownFromMs;
        outgrownFromMs = OptionalLong.empty();
        return taken;
    }

    private void add(
            LiveContext context, long slotFromMs, Signal counter, long items, OptionalDouble ideal, int flagBits) {
        slots.add(
                slotFromMs,
                context.product(),
                context.order(),
                counter,
                items,
                ideal,
                context.startsUp(),
                new LedgerFlags(flagBits));
    }
}
