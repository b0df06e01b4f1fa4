package io.oeesuite.auth;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.Prerequisite;
import io.oeesuite.startup.tls.PostgresTls;

/** PostgreSQL, with the schema of this service. */
@ApplicationScoped
@Priority(20)
class Database implements Prerequisite {
    private final String url;
    private final String user;
    private final Optional<String> password;
    private final PostgresTls tls;
    private final Flyway flyway;

    Database(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            PostgresTls tls,
            Flyway flyway) {
        this.url = url.replaceFirst("^jdbc:", "").replaceFirst("[?].*", "");
        this.user = user;
        this.password = password;
        this.tls = tls;
        this.flyway = flyway;
    }

    /** @throws InvalidSettings when something is missing that has no safe default */
    @Override
    public void checkSettings() {
        tls.requireCredential(user, password, url);
    }

    @Override
    public void require() {
        flyway.migrate();
    }

    @Override
    public String title() {
        return "PostgreSQL at " + url + " as " + user;
    }
}
