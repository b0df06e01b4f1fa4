package io.oeesuite.startup;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while Kafka does not answer within two seconds. */
@Readiness
@ApplicationScoped
class KafkaHealth implements HealthCheck {
    private static final int PATIENCE_MS = 2_000;

    private final KafkaClients kafka;
    private Admin admin;

    KafkaHealth(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("kafka").withData("bootstrapServers", kafka.bootstrapServers());
        try {
            String cluster = admin().describeCluster().clusterId().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return response.up().withData("cluster", cluster).build();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return response.down().build();
        } catch (Exception away) {
            return response.down()
                    .withData("problem", "does not answer within " + PATIENCE_MS + " ms")
                    .build();
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = kafka.admin(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, "health",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS));
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
