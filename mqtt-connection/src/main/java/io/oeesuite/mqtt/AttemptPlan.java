package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which broker to try next, and when: all of the list at once, one after the other, then after a wait again. Not thread-safe.
 */
final class AttemptPlan {
    /** A connection that lasted so long was a good one: the next wait is short again. */
    private static final Duration PROVEN = Duration.ofSeconds(10);

    private final List<BrokerAddress> brokers;
    private final Backoff backoff;
    private int next;
    private int failures;

    AttemptPlan(List<BrokerAddress> brokers, ConnectionTiming timing, RandomGenerator random) {
        this.brokers = List.copyOf(brokers);
        this.backoff = new Backoff(timing.firstDelay(), timing.longestDelay(), random);
    }

    BrokerAddress broker() {
        return brokers.get(next);
    }

    void connected() {
        failures = 0;
    }

    /** How long to wait after a failed attempt. */
    Duration afterFailure() {
        next = (next + 1) % brokers.size();
        failures++;
        return failures % brokers.size() == 0 ? backoff.next() : Duration.ZERO;
    }

    /** How long to wait after a connection that lasted so long was lost. */
    Duration afterLoss(Duration lasted) {
        if (lasted.compareTo(PROVEN) >= 0) {
            backoff.reset();
        }
        return backoff.next();
    }
}
