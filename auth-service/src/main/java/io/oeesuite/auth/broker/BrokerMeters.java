package io.oeesuite.auth.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.device.DeviceRegistry;

/** How often brokers are told what, and after how long. */
@ApplicationScoped
class BrokerMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(2),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private record Kind(String question, String result, String reason) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    BrokerMeters(MeterRegistry meters, DeviceRegistry registry, ChangeFeed feed) {
        this.meters = meters;
        Gauge.builder("oee.auth.devices", registry, DeviceRegistry::size)
                .description("Registered devices")
                .register(meters);
        Gauge.builder("oee.auth.registry.age", feed, BrokerMeters::ageSeconds)
                .baseUnit("seconds")
                .description("How long ago what is in memory was last what PostgreSQL has")
                .register(meters);
    }

    /** The reasons are a fixed few words. */
    void decided(String question, Answer answer, long nanos) {
        timers.computeIfAbsent(new Kind(question, answer.result(), answer.reason()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("oee.auth.decisions")
                .description("Answers to brokers")
                .tags("question", kind.question(), "result", kind.result(), "reason", kind.reason())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private static double ageSeconds(ChangeFeed feed) {
        return feed.freshAt()
                .map(at -> Duration.between(at, Instant.now()).toMillis() / 1e3)
                .orElse(Double.NaN);
    }
}
