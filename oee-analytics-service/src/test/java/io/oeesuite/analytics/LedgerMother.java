package io.oeesuite.analytics;

import java.time.Instant;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.LiveState;

/** Changes of one machine as the engine would send them. */
public final class LedgerMother {
    private static final long SLOT_MS = 10_000;

    private final String equipment;

    public LedgerMother(String equipment) {
        this.equipment = equipment;
    }

    public static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    public static LedgerInterval.Builder interval(String from, LedgerBucket bucket) {
        return LedgerInterval.newBuilder()
                .setFromMs(ms(from))
                .setBucket(bucket)
                .setOnline(true)
                .setHasIdeal(true);
    }

    /** Intervals that follow one another up to {@code to}; null = the last one is still going on. */
    public LedgerChange ledger(String to, LedgerInterval.Builder... intervals) {
        var change = LedgerChange.newBuilder().setEquipment(equipment).setFromMs(intervals[0].getFromMs());
        for (int i = 0; i < intervals.length; i++) {
            if (i + 1 < intervals.length) {
                intervals[i].setToMs(intervals[i + 1].getFromMs());
            } else if (to != null) {
                intervals[i].setToMs(ms(to));
                change.setToMs(ms(to));
            }
            change.addIntervals(intervals[i]);
        }
        return change.build();
    }

    /** Items made at one instant, with their ideal cycle. */
    public LedgerChange counted(String at, long total, long reject, double idealCycleMs) {
        return counted(at, "", "", total, reject, idealCycleMs);
    }

    public LedgerChange counted(String at, String product, String order, long total, long reject, double idealCycleMs) {
        long slot = Math.floorDiv(ms(at) - 1, SLOT_MS) * SLOT_MS;
        return LedgerChange.newBuilder()
                .setEquipment(equipment)
                .setCountsFromMs(slot)
                .setCountsToMs(slot + SLOT_MS)
                .addCounts(CountSlot.newBuilder()
                        .setFromMs(slot)
                        .setProduct(product)
                        .setOrder(order)
                        .setTotal(total)
                        .setReject(reject)
                        .setHasIdeal(true)
                        .setIdealTotalMs(idealCycleMs * total)
                        .setIdealGoodMs(idealCycleMs * (total - reject)))
                .build();
    }

    public LedgerChange live(LiveState.Builder live) {
        return LedgerChange.newBuilder().setEquipment(equipment).setLive(live).build();
    }
}
