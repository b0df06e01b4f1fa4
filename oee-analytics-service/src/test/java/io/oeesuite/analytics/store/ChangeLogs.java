package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.LiveState;

/** Random logs of ledger changes: live ones that append, late and historical ones anywhere. */
final class ChangeLogs {
    private static final long SLOT_MS = 10_000;

    private final Random random;
    private final String equipment;
    private final long startMs;

    ChangeLogs(long seed, String equipment, long startMs) {
        this.random = new Random(seed);
        this.equipment = equipment;
        this.startMs = startMs;
    }

    List<LedgerChange> changes(int count) {
        List<LedgerChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(change(i));
        }
        return changes;
    }

    private LedgerChange change(int number) {
        var change = LedgerChange.newBuilder().setEquipment(equipment).setAppendTimeMs(startMs + number);
        if (random.nextInt(3) > 0) {
            addIntervals(change, number);
        }
        if (random.nextBoolean()) {
            addCounts(change);
        }
        if (random.nextBoolean()) {
            change.setLive(LiveState.newBuilder().setOnline(true).setLastEventMs(startMs + number));
        }
        return change.build();
    }

    private void addIntervals(LedgerChange.Builder change, int number) {
        boolean open = random.nextBoolean();
        long at = startMs + random.nextInt(60) * 1_000L;
        change.setFromMs(at);
        int parts = 1 + random.nextInt(4);
        for (int part = 0; part < parts; part++) {
            var interval = LedgerInterval.newBuilder()
                    .setFromMs(at)
                    .setBucket(LedgerBucket.forNumber(1 + random.nextInt(7)))
                    .setReason("r" + number);
            at += 1_000L * (1 + random.nextInt(9));
            if (part < parts - 1 || !open) {
                interval.setToMs(at);
            }
            change.addIntervals(interval);
        }
        if (!open) {
            change.setToMs(at);
        }
    }

    private void addCounts(LedgerChange.Builder change) {
        long from = Math.floorDiv(startMs, SLOT_MS) * SLOT_MS + random.nextInt(200) * SLOT_MS;
        int slots = 1 + random.nextInt(3);
        change.setCountsFromMs(from).setCountsToMs(from + slots * SLOT_MS);
        for (int slot = 0; slot < slots; slot++) {
            if (random.nextInt(4) > 0) {
                change.addCounts(CountSlot.newBuilder()
                        .setFromMs(from + slot * SLOT_MS)
                        .setProduct("p" + random.nextInt(2))
                        .setTotal(random.nextInt(100))
                        .setReject(random.nextInt(10))
                        .setHasIdeal(random.nextBoolean())
                        .setIdealTotalMs(random.nextInt(1000))
                        .setIdealGoodMs(random.nextInt(1000)));
            }
        }
    }
}
