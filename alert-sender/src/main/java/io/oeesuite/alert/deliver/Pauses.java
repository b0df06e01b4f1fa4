package io.oeesuite.alert.deliver;

import java.time.Duration;

/**
 * How long to wait after each attempt: twice as long as after the one before, up to a limit.
 *
 * @param first > 0
 * @param longest ≥ first
 */
record Pauses(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param attempts made so far, ≥ 1 */
    Duration after(int attempts) {
        long factor = 1L << Math.min(attempts - 1, MOST_DOUBLINGS);
        if (first.toMillis() > longest.toMillis() / factor) {
            return longest;
        }
        return first.multipliedBy(factor);
    }
}
