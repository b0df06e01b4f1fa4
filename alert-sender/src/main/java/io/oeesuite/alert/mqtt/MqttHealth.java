package io.oeesuite.alert.mqtt;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how MQTT does. That alerts do not reach the broker is no reason to take the service away: they wait in Kafka, webhooks, e-mail and REST go on. */
@Readiness
@ApplicationScoped
class MqttHealth implements HealthCheck {
    private static final long MS_PER_SECOND = 1_000;

    private final MqttStep step;
    private final AlertsToMqtt alerts;

    MqttHealth(MqttStep step, AlertsToMqtt alerts) {
        this.step = step;
        this.alerts = alerts;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mqtt")
                .withData("connection", step.complaint().orElse("connected"))
                .withData("oldest untold, s", alerts.oldestMs() / MS_PER_SECOND)
                .up()
                .build();
    }
}
