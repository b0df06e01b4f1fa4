package io.oeesuite.command.commanding;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until the log of commands up to the start has been read. */
@Readiness
@ApplicationScoped
class CommandLogHealth implements HealthCheck {
    private final CommandingStep commanding;

    CommandLogHealth(CommandingStep commanding) {
        this.commanding = commanding;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("command-log")
                .status(commanding.isUpToDate())
                .build();
    }
}
