package io.oeesuite.ingest.receive;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up while messages flow from the brokers to Kafka; otherwise it says what stands in the way. */
@Readiness
@ApplicationScoped
class ReceiveHealth implements HealthCheck {
    private final ReceiveStep step;

    ReceiveHealth(ReceiveStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        if (!step.isWanted()) {
            return HealthCheckResponse.named("receive")
                    .withData("state", "runs elsewhere")
                    .up()
                    .build();
        }
        HealthCheckResponseBuilder response = HealthCheckResponse.named("receive");
        Optional<String> complaint = step.receivers().map(Receivers::complaint).orElse(Optional.of("not started"));
        complaint.ifPresent(problem -> response.withData("problem", problem));
        step.receivers()
                .ifPresent(receivers ->
                        response.withData("clientId", receivers.clientId()).withData("inFlight", receivers.inFlight()));
        return response.status(complaint.isEmpty()).build();
    }
}
