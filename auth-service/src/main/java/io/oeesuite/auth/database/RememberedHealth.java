package io.oeesuite.auth.database;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until everything was read once. Later without PostgreSQL it is up and says since when: brokers still get answers. */
@Readiness
@ApplicationScoped
class RememberedHealth implements HealthCheck {
    private final ChangeFeed feed;

    RememberedHealth(ChangeFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("registry").status(feed.isLoaded());
        feed.freshAt().ifPresent(at -> response.withData("asOf", at.toString()));
        return response.withData("database", feed.isFollowing() ? "connected" : "away")
                .build();
    }
}
