package io.oeesuite.analytics.engine;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while events are being turned into the ledger. */
@Readiness
@ApplicationScoped
class EngineHealth implements HealthCheck {
    private final EngineStep step;

    EngineHealth(EngineStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine")
                .withData("state", step.state().map(State::name).orElse("not started"))
                .status(step.state().filter(State.RUNNING::equals).isPresent())
                .build();
    }
}
