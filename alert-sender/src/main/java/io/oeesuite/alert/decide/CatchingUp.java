package io.oeesuite.alert.decide;

import java.time.Duration;

/** Whether what was said of a partition has been read: when the last record was written a moment ago, or none has come for a while. */
final class CatchingUp {
    static final Duration QUIET = Duration.ofSeconds(10);

    private static final Duration MOMENT = Duration.ofMinutes(1);

    private long readMs;
    private long writtenMs = Long.MIN_VALUE;

    private CatchingUp(long readMs) {
        this.readMs = readMs;
    }

    /** @param nowMs when reading begins */
    static CatchingUp from(long nowMs) {
        return new CatchingUp(nowMs);
    }

    /** @param whenWrittenMs when the log got the record that was read now */
    void read(long whenWrittenMs, long nowMs) {
        writtenMs = whenWrittenMs;
        readMs = nowMs;
    }

    boolean isOver(long nowMs) {
        return writtenMs > nowMs - MOMENT.toMillis() || nowMs - readMs >= QUIET.toMillis();
    }
}
