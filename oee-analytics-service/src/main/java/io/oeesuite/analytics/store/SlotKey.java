package io.oeesuite.analytics.store;

import java.util.Comparator;

import io.oeesuite.contracts.CountSlot;

/** What one row of counts of a machine is for. */
public record SlotKey(long fromMs, String product, String order) implements Comparable<SlotKey> {
    private static final Comparator<SlotKey> ORDER = Comparator.comparingLong(SlotKey::fromMs)
            .thenComparing(SlotKey::product)
            .thenComparing(SlotKey::order);

    public static SlotKey of(CountSlot slot) {
        return new SlotKey(slot.getFromMs(), slot.getProduct(), slot.getOrder());
    }

    /** Before every slot that begins at or after the instant. */
    public static SlotKey floor(long fromMs) {
        return new SlotKey(fromMs, "", "");
    }

    @Override
    public int compareTo(SlotKey other) {
        return ORDER.compare(this, other);
    }
}
