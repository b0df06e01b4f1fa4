package io.oeesuite.alert.deliver;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says how each channel does. One that does not get through is no reason to take the service away: the others and REST go on. */
@Readiness
@ApplicationScoped
class DeliverHealth implements HealthCheck {
    private static final long MS_PER_SECOND = 1_000;

    private final DeliverStep step;

    DeliverHealth(DeliverStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("deliver").up();
        step.states()
                .forEach(state -> response.withData(
                                state.channel(), state.trouble().orElse("gets through"))
                        .withData(state.channel() + " oldest untold, s", state.oldestMs() / MS_PER_SECOND));
        return response.build();
    }
}
