package io.oeesuite.analytics.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the engine takes and what it refuses. */
final class EngineMeters {
    private final MeterRegistry registry;
    private final Counter facts;
    private final Counter unreadable;

    EngineMeters(MeterRegistry registry) {
        this.registry = registry;
        this.facts = registry.counter("oee.engine.facts");
        this.unreadable = registry.counter("oee.engine.unreadable.records");
    }

    void facts(int count) {
        facts.increment(count);
    }

    void refused(String reason) {
        registry.counter("oee.engine.refused.facts", "reason", reason).increment();
    }

    void unreadable() {
        unreadable.increment();
    }
}
