package io.oeesuite.command.commanding;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until the log of commands up to the start has been read, and while the replica that is the host does not send what is in it. */
@Readiness
@ApplicationScoped
class CommandLogHealth implements HealthCheck {
    private final CommandingStep commanding;

    CommandLogHealth(CommandingStep commanding) {
        this.commanding = commanding;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = commanding.problem();
        var response = HealthCheckResponse.named("command-log").status(commanding.isUpToDate() && problem.isEmpty());
        problem.ifPresent(why -> response.withData("problem", why));
        return response.build();
    }
}
