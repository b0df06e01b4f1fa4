package io.oeesuite.alert.mqtt;

import java.time.Duration;

/**
 * Notices that the process stood still, stopped or on a machine that slept. Others may have taken over meanwhile, which it hears of only after a moment. Thread-safe.
 */
final class StandStill {
    static final Duration BEAT = Duration.ofMillis(500);
    /** Shorter than the time after which Kafka gives partitions to others. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    /** Until when it is known what was taken away: the next heartbeat to Kafka tells. */
    static final Duration MOMENT = Duration.ofSeconds(5);

    private long beatNanos;
    private long doubtUntilNanos;

    StandStill(long nowNanos) {
        beatNanos = nowNanos;
        doubtUntilNanos = nowNanos;
    }

    /** To be called each {@link #BEAT}. */
    synchronized void beat(long nowNanos) {
        if (nowNanos - beatNanos > LONGEST_PAUSE.toNanos()) {
            doubtUntilNanos = nowNanos + MOMENT.toNanos();
        }
        beatNanos = nowNanos;
    }

    /** Whether it stood still a moment ago. */
    synchronized boolean isRecent(long nowNanos) {
        beat(nowNanos);
        return nowNanos - doubtUntilNanos < 0;
    }
}
