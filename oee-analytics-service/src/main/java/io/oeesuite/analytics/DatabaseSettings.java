package io.oeesuite.analytics;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where PostgreSQL is and as whom we talk to it. */
@ApplicationScoped
class DatabaseSettings {
    private final String url;
    private final String user;
    private final String password;

    DatabaseSettings(
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = url.replaceFirst("[?].*", "");
        this.user = user;
        this.password = password.orElse("");
    }

    /** @throws InvalidSettings when something is missing that has no safe default */
    void check() {
        if (user.isBlank()) {
            throw new InvalidSettings("POSTGRES_USER is empty: set it to the PostgreSQL user of this service.");
        }
        if (password.isBlank()) {
            throw new InvalidSettings(
                    "POSTGRES_PASSWORD is not set: there is no default, set it to the password of the PostgreSQL user \""
                            + user + "\" at " + url + ".");
        }
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
