package io.oeesuite.ingest.session.stream;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.oeesuite.ingest.IngestConfig;

/** Up while raw messages are being turned into events. */
@Readiness
@ApplicationScoped
class SessionHealth implements HealthCheck {
    private final SessionStep step;
    private final boolean wanted;

    SessionHealth(SessionStep step, IngestConfig config) {
        this.step = step;
        this.wanted = config.steps().contains(step.name());
    }

    @Override
    public HealthCheckResponse call() {
        if (!wanted) {
            return HealthCheckResponse.named("session")
                    .withData("state", "runs elsewhere")
                    .up()
                    .build();
        }
        Optional<State> state = step.state();
        return HealthCheckResponse.named("session")
                .withData("state", state.map(State::name).orElse("not started"))
                .status(state.filter(State.RUNNING::equals).isPresent())
                .build();
    }
}
