package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random time between {@code first} and a ceiling that doubles with each attempt up to {@code longest}.
 *
 * <p>The jitter spreads many clients that lost the same broker at the same moment. Not thread-safe.
 */
final class Backoff {
    private final long firstMs;
    private final long longestMs;
    private final RandomGenerator random;
    private long ceilingMs;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("need 0 < first ≤ longest, not " + first + " and " + longest);
        }
        this.firstMs = Math.max(1, first.toMillis());
        this.longestMs = longest.toMillis();
        this.random = random;
        this.ceilingMs = firstMs;
    }

    /** The next wait, in {@code first..longest}. */
    Duration next() {
        ceilingMs = Math.min(longestMs, ceilingMs * 2);
        return Duration.ofMillis(random.nextLong(firstMs, ceilingMs + 1));
    }

    /** The connection has proved itself: start again with the shortest waits. */
    void reset() {
        ceilingMs = firstMs;
    }
}
