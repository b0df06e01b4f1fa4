package io.oeesuite.analytics.store;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while anything that came through Kafka cannot be written to PostgreSQL. */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {
    private final StoreStep store;

    StoreHealth(StoreStep store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = store.problems();
        var response = HealthCheckResponse.named("store").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
