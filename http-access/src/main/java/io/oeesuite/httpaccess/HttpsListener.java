package io.oeesuite.httpaccess;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Asks programs for their certificate where it is told who signs them; people have none and log in. */
@ApplicationScoped
class HttpsListener implements HttpServerOptionsCustomizer, CheckedSettings {
    private final HttpsConfig config;
    private final ClientCertificates certificates;
    private final String listed;
    private volatile CertificateCallers callers = CertificateCallers.of("");

    HttpsListener(
            HttpsConfig config,
            ClientCertificates certificates,
            @ConfigProperty(name = "oee.http.certificate-roles") Optional<String> listed) {
        this.config = config;
        this.certificates = certificates;
        this.listed = listed.orElse("");
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (config.caCerts().isPresent()) {
            options.setClientAuth(ClientAuth.REQUEST);
        }
    }

    /** @throws InvalidSettings when something is missing for TLS, or the list of certificates cannot be read */
    @Override
    public void checkSettings() {
        if (config.port().isPresent()
                && (config.certfile().isEmpty() || config.keyfile().isEmpty())) {
            throw new InvalidSettings(
                    "HTTPS_PORT is set: set HTTPS_CERTFILE and HTTPS_KEYFILE too, to the service's certificate and key (PEM).");
        }
        if (!listed.isBlank() && (config.port().isEmpty() || config.caCerts().isEmpty())) {
            throw new InvalidSettings(CertificateCallers.SETTING
                    + " is set: set HTTPS_PORT and HTTPS_CA_CERTS too, or nobody can show a certificate.");
        }
        callers = CertificateCallers.of(listed);
    }

    /** Whoever asks by a certificate that is listed. */
    Optional<SecurityIdentity> identity(HttpServerRequest request) {
        return ClientCertificates.certificate(request)
                .flatMap(shown -> certificates
                        .name(shown)
                        .flatMap(callers::find)
                        .map(caller ->
                                CallerIdentity.of(caller, shown.getNotAfter().toInstant())));
    }
}
