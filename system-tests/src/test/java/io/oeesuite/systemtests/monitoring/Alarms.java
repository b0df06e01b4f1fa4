package io.oeesuite.systemtests.monitoring;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at what fires, so that what fires for a moment only is not missed. */
final class Alarms implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long INTERVAL_MS = 300;

    private final Prometheus prometheus;
    private final Map<String, Long> first = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Set<String> now = Set.of();

    Alarms(Prometheus prometheus) {
        this.prometheus = prometheus;
        timer.scheduleWithFixedDelay(this::look, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    /** A slow burn looks back further than a test can wait, and a second in which this machine stood still makes it fire: promtool tries when it does not. */
    static List<String> withoutSlowBurns(List<String> alerts) {
        return alerts.stream()
                .filter(alert -> !alert.endsWith("BudgetBurnsSlowly"))
                .toList();
    }

    private void look() {
        Set<String> firing;
        try {
            firing = prometheus.firing();
        } catch (RuntimeException | AssertionError unanswered) {
            // the next look tells; an exception would end the looking
            return;
        }
        long at = System.nanoTime();
        synchronized (this) {
            now = firing;
            firing.forEach(alert -> first.putIfAbsent(alert, at));
        }
    }

    /** Those that fire. */
    synchronized Set<String> firing() {
        return now;
    }

    /** That they have fired so far does not count. */
    synchronized void forget(Collection<String> alerts) {
        first.keySet().removeAll(alerts);
    }

    /** When it fired first, as {@link System#nanoTime}; empty when it has not yet. */
    synchronized Optional<Long> firstOf(String alert) {
        return Optional.ofNullable(first.get(alert));
    }

    /** Returns when all of them have fired. */
    void await(Collection<String> alerts) {
        Awaitility.await("fired: " + alerts)
                .atMost(LIMIT)
                .until(() -> alerts.stream().allMatch(alert -> firstOf(alert).isPresent()));
    }

    /** Waits no longer than this. */
    boolean hasFiredWithin(Duration time, String alert) {
        try {
            Awaitility.await().atMost(time).until(() -> firstOf(alert).isPresent());
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }

    void await(String... alerts) {
        await(List.of(alerts));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
