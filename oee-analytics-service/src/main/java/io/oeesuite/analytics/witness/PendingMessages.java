package io.oeesuite.analytics.witness;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages heard on one side that wait for their counterpart on the other, oldest first; equal messages are told apart by their number only. */
final class PendingMessages {
    private final Map<Long, ArrayDeque<Long>> timesByFingerprint = new LinkedHashMap<>();
    private final int most;
    private final AtomicInteger room;
    private int size;

    /**
     * @param most messages that are kept
     * @param room for how many more there is room in all that share it
     */
    PendingMessages(int most, AtomicInteger room) {
        this.most = most;
        this.room = room;
    }

    /** Beyond the limit the oldest message is forgotten; where none can be, this one. */
    void add(long fingerprint, long atMs) {
        while (size > 0 && (size >= most || room.get() <= 0)) {
            removeOldest();
        }
        if (room.get() <= 0) {
            return;
        }
        timesByFingerprint
                .computeIfAbsent(fingerprint, key -> new ArrayDeque<>(1))
                .add(atMs);
        size++;
        room.decrementAndGet();
    }

    /** Takes one message out; when it was heard, empty when there is none. */
    OptionalLong take(long fingerprint) {
        ArrayDeque<Long> times = timesByFingerprint.get(fingerprint);
        if (times == null) {
            return OptionalLong.empty();
        }
        long heard = times.removeFirst();
        if (times.isEmpty()) {
            timesByFingerprint.remove(fingerprint);
        }
        removed();
        return OptionalLong.of(heard);
    }

    void forgetBefore(long ms) {
        Iterator<ArrayDeque<Long>> all = timesByFingerprint.values().iterator();
        while (all.hasNext()) {
            ArrayDeque<Long> times = all.next();
            while (!times.isEmpty() && times.getFirst() < ms) {
                times.removeFirst();
                removed();
            }
            if (times.isEmpty()) {
                all.remove();
            }
        }
    }

    long countBefore(long ms) {
        return timesByFingerprint.values().stream()
                .flatMap(ArrayDeque::stream)
                .filter(heard -> heard < ms)
                .count();
    }

    int size() {
        return size;
    }

    private void removeOldest() {
        Iterator<ArrayDeque<Long>> all = timesByFingerprint.values().iterator();
        ArrayDeque<Long> oldest = all.next();
        oldest.removeFirst();
        removed();
        if (oldest.isEmpty()) {
            all.remove();
        }
    }

    private void removed() {
        size--;
        room.incrementAndGet();
    }
}
