package io.oeesuite.analytics.engine;

import java.time.Instant;

/**
 * How far the time of a fact may be from the time of its receipt, all in milliseconds ≥ 0.
 *
 * @param skewMs ahead without being flagged
 * @param earlyMs ahead at all
 * @param lateMs behind, for facts not marked as historical
 * @param historyMs behind, for historical facts
 */
record FactLimits(long skewMs, long earlyMs, long lateMs, long historyMs) {

    static FactLimits of(EngineConfig config) {
        return new FactLimits(
                config.skewLimit().toMillis(),
                config.earliness().toMillis(),
                config.horizon().toMillis(),
                config.historyHorizon().toMillis());
    }

    /** @throws UnusableFact when the time is out of bounds */
    void check(long timeMs, long receiveMs, boolean historical, String what) {
        if (isTooLate(timeMs, receiveMs, historical)) {
            throw new UnusableFact(
                    "too-late",
                    "%s of %s was received at %s: too late for a fact %s"
                            .formatted(
                                    what,
                                    time(timeMs),
                                    time(receiveMs),
                                    historical ? "of history" : "not marked as historical"));
        }
        if (isTooEarly(timeMs, receiveMs)) {
            throw new UnusableFact(
                    "too-early",
                    "%s of %s was received at %s: the edge's clock is wrong"
                            .formatted(what, time(timeMs), time(receiveMs)));
        }
    }

    boolean allow(long timeMs, long receiveMs, boolean historical) {
        return !isTooLate(timeMs, receiveMs, historical) && !isTooEarly(timeMs, receiveMs);
    }

    private boolean isTooLate(long timeMs, long receiveMs, boolean historical) {
        return timeMs < receiveMs - (historical ? historyMs : lateMs);
    }

    private boolean isTooEarly(long timeMs, long receiveMs) {
        return timeMs > receiveMs + earlyMs;
    }

    boolean isSkewed(long timeMs, long receiveMs) {
        return timeMs > receiveMs + skewMs;
    }

    private static Instant time(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
