package io.oeesuite.analytics.witness;

import java.util.Arrays;

/** How often something happened within the last window of time, in slices of a sixtieth of it. */
final class SlidingCount {
    private static final int SLICES = 60;

    private final long sliceMs;
    private final long[] counts = new long[SLICES];
    private long newestSlice = Long.MIN_VALUE;

    SlidingCount(long windowMs) {
        this.sliceMs = Math.max(1, windowMs / SLICES);
    }

    /** @param atMs when it happened; what lies before the window is not counted */
    void add(long atMs, long nowMs) {
        advance(nowMs);
        long slice = atMs / sliceMs;
        if (slice > newestSlice - SLICES && slice <= newestSlice) {
            counts[Math.floorMod(slice, SLICES)]++;
        }
    }

    long sum(long nowMs) {
        advance(nowMs);
        return Arrays.stream(counts).sum();
    }

    private void advance(long nowMs) {
        long slice = nowMs / sliceMs;
        if (slice <= newestSlice) {
            return;
        }
        long first = newestSlice == Long.MIN_VALUE ? slice - SLICES + 1 : Math.max(newestSlice + 1, slice - SLICES + 1);
        for (long passed = first; passed <= slice; passed++) {
            counts[Math.floorMod(passed, SLICES)] = 0;
        }
        newestSlice = slice;
    }
}
