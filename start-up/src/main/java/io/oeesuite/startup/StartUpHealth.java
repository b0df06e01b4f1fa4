package io.oeesuite.startup;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Down until everything is there and the steps are started; says what is being waited for. */
@Readiness
@Startup
@ApplicationScoped
class StartUpHealth implements HealthCheck {
    private final StartUp startUp;

    StartUpHealth(StartUp startUp) {
        this.startUp = startUp;
    }

    @Override
    public HealthCheckResponse call() {
        if (startUp.isDone()) {
            return HealthCheckResponse.up("start-up");
        }
        return HealthCheckResponse.named("start-up")
                .down()
                .withData("waitingFor", startUp.waitingFor())
                .build();
    }
}
