package io.oeesuite.ingest.session.stream;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while raw messages are being turned into events. */
@Readiness
@ApplicationScoped
class SessionHealth implements HealthCheck {
    private final SessionStep step;

    SessionHealth(SessionStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        if (!step.isWanted()) {
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
