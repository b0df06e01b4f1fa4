package io.oeesuite.analytics.witness;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows what the witness is doing; OEE is computed without it, so it is never down. */
@Readiness
@ApplicationScoped
class WitnessHealth implements HealthCheck {
    private final WitnessStep witness;

    WitnessHealth(WitnessStep witness) {
        this.witness = witness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("witness")
                .up()
                .withData("state", witness.state())
                .build();
    }
}
