package io.oeesuite.simulator.link;

import java.time.Duration;

/**
 * How a fault shows.
 *
 * @param every which data messages are concerned: every n-th, at least 1
 * @param amount how wrong or late; may be negative for the clock
 */
public record FaultSetting(int every, Duration amount) {

    public static final FaultSetting DEFAULT = new FaultSetting(5, Duration.ofSeconds(60));

    public FaultSetting {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, not " + every);
        }
    }
}
