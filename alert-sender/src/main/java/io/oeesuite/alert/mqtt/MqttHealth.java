package io.oeesuite.alert.mqtt;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up while alerts reach the broker; otherwise it says what stands in the way. */
@Readiness
@ApplicationScoped
class MqttHealth implements HealthCheck {
    private final MqttStep step;

    MqttHealth(MqttStep step) {
        this.step = step;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> complaint = step.complaint();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("mqtt").status(complaint.isEmpty());
        complaint.ifPresent(problem -> response.withData("problem", problem));
        return response.build();
    }
}
