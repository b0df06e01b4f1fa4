package io.oeesuite.command.commanding;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.contracts.CommandOutcome;

/** Counts what becomes of commands: {@code oee_command_outcomes_total}. */
final class CommandMeters {
    private final MeterRegistry registry;

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void outcome(CommandOutcome outcome) {
        registry.counter("oee.command.outcomes", "status", CommandWords.of(outcome.getStatus()))
                .increment();
    }
}
