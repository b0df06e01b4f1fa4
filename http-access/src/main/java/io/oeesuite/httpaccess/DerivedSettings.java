package io.oeesuite.httpaccess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/** The framework's settings that follow from the suite's: logins are on when there is a realm, TLS when there is a port for it. */
public final class DerivedSettings implements ConfigSourceFactory {
    /** Below a service's own settings. */
    private static final int ORDINAL = 50;

    private static final String TLS = "quarkus.tls.https.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        logins(context, derived);
        https(context, derived);
        return List.of(new PropertiesConfigSource(derived, "derived from OEE_OIDC_… and HTTPS_…", ORDINAL));
    }

    private static void logins(ConfigSourceContext context, Map<String, String> derived) {
        Optional<String> realm = value(context, "oee.oidc.url");
        derived.put("quarkus.oidc.tenant-enabled", String.valueOf(realm.isPresent()));
        realm.ifPresent(url -> derived.put("quarkus.oidc.auth-server-url", url));
        value(context, "oee.oidc.client-id").ifPresent(id -> derived.put("quarkus.oidc.client-id", id));
        value(context, "oee.oidc.client-secret")
                .ifPresent(secret -> derived.put("quarkus.oidc.credentials.secret", secret));
    }

    private static void https(ConfigSourceContext context, Map<String, String> derived) {
        Optional<String> port = value(context, "oee.https.port");
        Optional<String> certificate = value(context, "oee.https.certfile");
        Optional<String> key = value(context, "oee.https.keyfile");
        if (port.isEmpty() || certificate.isEmpty() || key.isEmpty()) {
            return;
        }
        derived.put("quarkus.http.ssl-port", port.get());
        derived.put("quarkus.http.tls-configuration-name", "https");
        derived.put(TLS + "key-store.pem.own.cert", certificate.get());
        derived.put(TLS + "key-store.pem.own.key", key.get());
        derived.put(TLS + "reload-period", "1M");
        value(context, "oee.https.ca-certs").ifPresent(file -> derived.put(TLS + "trust-store.pem.certs", file));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(text -> !text.isBlank());
    }
}
