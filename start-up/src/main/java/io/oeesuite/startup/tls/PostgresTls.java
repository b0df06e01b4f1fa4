package io.oeesuite.startup.tls;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.SmallRyeConfig;

/** {@code POSTGRES_USE_TLS} and its files, where the service has a database. */
@ApplicationScoped
@Priority(30)
public class PostgresTls implements CheckedSettings {
    /** Set where a service has a database. */
    static final String USED_BY = "quarkus.datasource.jdbc.url";

    private static final Logger LOG = Logger.getLogger(PostgresTls.class);

    private final Config config;
    private Optional<LatestPems> latest = Optional.empty();

    public PostgresTls(Config config) {
        this.config = config;
    }

    @Override
    public void checkSettings() {
        if (isUsed()) {
            files().ifPresent(TlsFiles::read);
            warning().ifPresent(LOG::warn);
        }
    }

    /** What is allowed and yet dangerous, for people. */
    Optional<String> warning() {
        if (isUsed()
                && files().isEmpty()
                && config.unwrap(SmallRyeConfig.class).getProfiles().contains("prod")) {
            return Optional.of(
                    "POSTGRES_USE_TLS is false: what goes to and from PostgreSQL can be read and changed on the way."
                            + " For a network that nobody else is in.");
        }
        return Optional.empty();
    }

    /** Whether connections are to be secured; what is neither true nor false counts as true until it is refused. */
    public boolean isWanted() {
        try {
            return TlsFiles.isWanted(PostgresSockets.PREFIX, this::lookup);
        } catch (InvalidSettings refusedLater) {
            return true;
        }
    }

    /**
     * What a new connection is to be secured with.
     *
     * @throws InvalidSettings when the settings or the files never were usable
     */
    public synchronized TlsPems pems() {
        if (latest.isEmpty()) {
            latest = files().map(LatestPems::new);
        }
        return latest.orElseThrow(() -> new IllegalStateException("POSTGRES_USE_TLS is false"))
                .get();
    }

    /**
     * Refuses a start without anything by which PostgreSQL would know this service: a password, or a certificate.
     *
     * @param user of PostgreSQL
     * @param server where it is, for people
     * @throws InvalidSettings that says what to set
     */
    public void requireCredential(String user, Optional<String> password, String server) {
        if (user.isBlank()) {
            throw new InvalidSettings("POSTGRES_USER is empty: set it to the PostgreSQL user of this service.");
        }
        boolean certificate = files().flatMap(TlsFiles::certificate).isPresent();
        if (!certificate && password.filter(word -> !word.isBlank()).isEmpty()) {
            throw new InvalidSettings(
                    "POSTGRES_PASSWORD is not set: there is no default, set it to the password of the PostgreSQL user \""
                            + user + "\" at " + server
                            + ", or give a client certificate (POSTGRES_USE_TLS, POSTGRES_CERTFILE, POSTGRES_KEYFILE).");
        }
    }

    private Optional<TlsFiles> files() {
        return TlsFiles.from(PostgresSockets.PREFIX, this::lookup);
    }

    private Optional<String> lookup(String name) {
        return config.getOptionalValue(name, String.class);
    }

    private boolean isUsed() {
        return config.getOptionalValue(USED_BY, String.class).isPresent();
    }
}
