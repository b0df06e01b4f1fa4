package io.oeesuite.ingest.session;

import java.time.Duration;

/**
 * The limits of the session rules. All times are told by the raw log's append times.
 *
 * @param reorderTimeout how long a message waits for those before it
 * @param rebirthInterval the least time between two rebirth requests to one edge node
 * @param deviceRebirthGrace how long after an NBIRTH a device that was online may take to be born again
 * @param heldLimit the most messages that wait per edge node; their bytes are limited by {@link HeldMessages#MOST_BYTES}
 */
public record SessionRules(
        Duration reorderTimeout, Duration rebirthInterval, Duration deviceRebirthGrace, int heldLimit) {
    public static final SessionRules DEFAULT =
            new SessionRules(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10), 2048);

    public SessionRules {
        requirePositive("reorder timeout", reorderTimeout);
        requirePositive("rebirth interval", rebirthInterval);
        requirePositive("device rebirth grace", deviceRebirthGrace);
        if (heldLimit < 1) {
            throw new IllegalArgumentException("the limit of held messages is " + heldLimit + ", it must be positive");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("the " + name + " is " + duration + ", it must be positive");
        }
    }
}
