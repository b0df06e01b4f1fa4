package io.oeesuite.command.host;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.oeesuite.command.ownership.OwnershipStep;

/**
 * Up while this replica does what it should: as the host it is online where it is wanted, as a stand-by it waits. A host that operators have taken offline is well.
 */
@Readiness
@ApplicationScoped
class HostHealthCheck implements HealthCheck {
    private final HostStep host;
    private final OwnershipStep ownership;

    HostHealthCheck(HostStep host, OwnershipStep ownership) {
        this.host = host;
        this.ownership = ownership;
    }

    @Override
    public HealthCheckResponse call() {
        HostView view = host.view();
        boolean well = ownership.isDecided() && (!view.active() || view.online() || !view.wanted());
        var response = HealthCheckResponse.named("host")
                .withData("active", view.active())
                .status(well);
        if (!view.reason().isEmpty()) {
            response.withData("reason", view.reason());
        }
        view.servers().forEach(server -> {
            response.withData(server.server(), server.state());
            if (server.problem() != null) {
                response.withData(server.server() + " problem", server.problem());
            }
        });
        return response.build();
    }
}
