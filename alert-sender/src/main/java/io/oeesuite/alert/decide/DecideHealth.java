package io.oeesuite.alert.decide;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while it is being decided who is called. */
@Readiness
@ApplicationScoped
class DecideHealth implements HealthCheck {
    private final DecideStep step;

    DecideHealth(DecideStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("decide")
                .withData("state", step.state().map(State::name).orElse("not started"))
                .status(step.state().filter(State.RUNNING::equals).isPresent())
                .build();
    }
}
