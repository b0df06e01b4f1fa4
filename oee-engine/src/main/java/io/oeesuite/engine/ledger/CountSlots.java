package io.oeesuite.engine.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

import io.oeesuite.engine.facts.Signal;

/** Adds counts up per slot, product and order. */
public final class CountSlots {
    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::fromMs).thenComparing(Key::product).thenComparing(Key::order);

    private final NavigableMap<Key, Sum> sums = new TreeMap<>(ORDER);

    private record Key(long fromMs, String product, String order) {}

    /** Adds items of one counter, made just before an instant of the slot. */
    public void add(
            long slotFromMs,
            String product,
            String order,
            Signal counter,
            long items,
            OptionalDouble idealCycleMs,
            boolean startsUp,
            LedgerFlags flags) {
        if (items == 0 && flags.isEmpty()) {
            return;
        }
        Sum sum = sums.computeIfAbsent(new Key(slotFromMs, product, order), key -> new Sum());
        sum.flags = sum.flags.with(flags);
        if (counter == Signal.TOTAL) {
            sum.addTotal(items, idealCycleMs);
        } else {
            sum.addReject(items, idealCycleMs, startsUp);
        }
    }

    /** Takes over what was added up elsewhere. */
    public void add(CountSlot slot) {
        Sum sum = sums.computeIfAbsent(new Key(slot.fromMs(), slot.product(), slot.order()), key -> new Sum());
        sum.flags = sum.flags.with(slot.flags());
        sum.total += slot.total();
        sum.reject += slot.reject();
        sum.unrated += slot.unrated();
        sum.idealTotal = sum.idealTotal.plus(slot.idealTotal());
        sum.idealReject = sum.idealReject.plus(slot.idealReject());
        sum.idealStartup = sum.idealStartup.plus(slot.idealStartup());
    }

    /** Forgets the slots that begin before the instant. */
    public void dropBefore(long fromMs) {
        sums.headMap(new Key(fromMs, "", ""), false).clear();
    }

    /** By time, product, order. */
    public List<CountSlot> list() {
        return sums.entrySet().stream()
                .map(entry -> entry.getValue().slot(entry.getKey()))
                .toList();
    }

    public boolean isEmpty() {
        return sums.isEmpty();
    }

    private static final class Sum {
        private long total;
        private long reject;
        private long unrated;
        private IdealTime idealTotal = IdealTime.ZERO;
        private IdealTime idealReject = IdealTime.ZERO;
        private IdealTime idealStartup = IdealTime.ZERO;
        private LedgerFlags flags = LedgerFlags.NONE;

        void addTotal(long items, OptionalDouble idealCycleMs) {
            total += items;
            if (idealCycleMs.isEmpty()) {
                unrated(items);
                return;
            }
            idealTotal =
                    idealTotal.plus(IdealTime.of(idealCycleMs.getAsDouble()).times(items));
        }

        void addReject(long items, OptionalDouble idealCycleMs, boolean startsUp) {
            reject += items;
            if (idealCycleMs.isEmpty()) {
                unrated(items);
                return;
            }
            IdealTime ideal = IdealTime.of(idealCycleMs.getAsDouble()).times(items);
            idealReject = idealReject.plus(ideal);
            if (startsUp) {
                idealStartup = idealStartup.plus(ideal);
            }
        }

        private void unrated(long items) {
            unrated += items;
            flags = items > 0 ? flags.with(LedgerFlag.IDEAL_MISSING) : flags;
        }

        CountSlot slot(Key key) {
            return new CountSlot(
                    key.fromMs(),
                    key.product(),
                    key.order(),
                    total,
                    reject,
                    unrated,
                    idealTotal,
                    idealReject,
                    idealStartup,
                    flags);
        }
    }
}
