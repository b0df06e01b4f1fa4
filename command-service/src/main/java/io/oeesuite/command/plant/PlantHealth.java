package io.oeesuite.command.plant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until births and events up to the start have been read: before, the picture of the plant is an old one. */
@Readiness
@ApplicationScoped
class PlantHealth implements HealthCheck {
    private final PlantStep plant;

    PlantHealth(PlantStep plant) {
        this.plant = plant;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("plant").status(plant.isUpToDate()).build();
    }
}
