package io.oeesuite.httpaccess;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;

/** Whether people and programs have to log in, and that nobody forgets to say so. */
@ApplicationScoped
@Priority(1_000) // looked at before other settings
public class Logins implements CheckedSettings {
    private static final Logger LOG = Logger.getLogger(Logins.class);
    private static final String PRODUCTION = "prod";

    private final Optional<String> realm;
    private final String host;
    private final List<String> profiles;

    @Inject
    Logins(LoginConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this(config.url().filter(url -> !url.isBlank()), host, ConfigUtils.getProfiles());
    }

    Logins(Optional<String> realm, String host, List<String> profiles) {
        this.realm = realm;
        this.host = host;
        this.profiles = profiles;
    }

    /** Without them everybody on this machine may do everything. */
    public boolean areOn() {
        return realm.isPresent();
    }

    /** The name or address that the service listens at. */
    String host() {
        return host;
    }

    /** @throws InvalidSettings when the service would be open to others */
    @Override
    public void checkSettings() {
        if (realm.isPresent()) {
            checkRealm(realm.get());
            return;
        }
        if (profiles.contains(PRODUCTION)) {
            throw new InvalidSettings(
                    "OEE_OIDC_URL is not set: set it to the URL of the realm that people log in at, as https://keycloak.example/realms/oee. To try the service without"
                            + " logins, on this machine only, set QUARKUS_PROFILE=demo.");
        }
        if (!new HostName(host).isLoopback()) {
            throw new InvalidSettings(
                    "HTTP_HOST is " + host
                            + ": without logins (OEE_OIDC_URL) the service listens at 127.0.0.1 only. Set OEE_OIDC_URL, or HTTP_HOST=127.0.0.1.");
        }
    }

    void say(@Observes StartupEvent start) {
        // in production it does not start then
        if (realm.isEmpty() && !profiles.contains(PRODUCTION)) {
            LOG.warnf(
                    "There are no logins: everybody on this machine may see and do everything. It listens at %s only.",
                    host);
        }
    }

    private void checkRealm(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException noUrl) {
            throw new InvalidSettings("OEE_OIDC_URL is \"" + url + "\", which is no URL: " + noUrl.getMessage());
        }
        boolean https = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !https && !"http".equals(uri.getScheme())) {
            throw new InvalidSettings("OEE_OIDC_URL is \"" + url
                    + "\": give the whole URL of the realm, as https://keycloak.example/realms/oee.");
        }
        if (!https && profiles.contains(PRODUCTION) && !new HostName(uri.getHost()).isLoopback()) {
            throw new InvalidSettings("OEE_OIDC_URL is \"" + url
                    + "\": secrets would cross the network in the clear. Give an https URL.");
        }
    }
}
