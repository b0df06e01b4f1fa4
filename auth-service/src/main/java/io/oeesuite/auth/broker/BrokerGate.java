package io.oeesuite.auth.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.oeesuite.httpaccess.ClientCertificates;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.http.HttpServerRequest;

/** Lets brokers ask, and nobody else: by a secret, or by a certificate. Without either only this machine may, and never in production. */
@ApplicationScoped
class BrokerGate implements CheckedSettings {
    static final String HEADER = "X-Broker-Secret";

    private static final Logger LOG = Logger.getLogger(BrokerGate.class);
    private static final int SHORTEST_SECRET = 16;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final Optional<byte[]> secret;
    private final Set<String> certificates;
    private final ClientCertificates shown;
    private final String host;
    private final BooleanSupplier production;

    @Inject
    BrokerGate(BrokerConfig config, ClientCertificates shown, @ConfigProperty(name = "quarkus.http.host") String host) {
        this(
                config,
                shown,
                host,
                () -> LaunchMode.current() == LaunchMode.NORMAL && ConfigUtils.isProfileActive("prod"));
    }

    BrokerGate(BrokerConfig config, ClientCertificates shown, String host, BooleanSupplier production) {
        this.shown = shown;
        this.production = production;
        secret = config.secret().filter(text -> !text.isBlank()).map(BrokerGate::bytes);
        certificates = config.certificates().orElse(Set.of());
        this.host = host;
    }

    @Override
    public void checkSettings() {
        if (secret.isPresent() && secret.get().length < SHORTEST_SECRET) {
            throw new InvalidSettings("OEE_AUTH_BROKER_SECRET is shorter than " + SHORTEST_SECRET
                    + " characters: make one with \"openssl rand -hex 32\".");
        }
        certificates.stream()
                .filter(name -> !ClientId.of(name).isPrivileged())
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidSettings("OEE_AUTH_BROKER_CERTIFICATES: \"" + name
                            + "\" could be a device's or an edge node's, whose certificates engineers order, and whoever has one could try passwords: give the brokers"
                            + " client certificates whose names have the prefix of a role, as auth_EMQX-1.");
                });
        if (isClosed()) {
            return;
        }
        if (production.getAsBoolean() || !LOOPBACK.contains(host)) {
            throw new InvalidSettings(
                    "OEE_AUTH_BROKER_SECRET is not set: anybody could ask what brokers may ask. Set it, and let the brokers send it in the header "
                            + HEADER + "; or name the brokers' certificates in OEE_AUTH_BROKER_CERTIFICATES.");
        }
        LOG.warn("Any program of this machine may ask what brokers may ask: OEE_AUTH_BROKER_SECRET is not set");
    }

    boolean isOpenFor(HttpServerRequest request) {
        return isClosed() ? hasSecret(request) || hasCertificate(request) : !isOfPage(request);
    }

    /** Browsers say so; brokers are none. */
    private static boolean isOfPage(HttpServerRequest request) {
        return request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    }

    private boolean isClosed() {
        return secret.isPresent() || !certificates.isEmpty();
    }

    private boolean hasSecret(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        return secret.isPresent() && given != null && MessageDigest.isEqual(secret.get(), bytes(given));
    }

    private boolean hasCertificate(HttpServerRequest request) {
        return !certificates.isEmpty()
                && shown.name(request).filter(certificates::contains).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
