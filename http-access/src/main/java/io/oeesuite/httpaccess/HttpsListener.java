package io.oeesuite.httpaccess;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Asks programs for their certificate where it is told who signs them; people have none and log in. */
@ApplicationScoped
class HttpsListener implements HttpServerOptionsCustomizer, CheckedSettings {
    private final HttpsConfig config;
    private final String listed;
    private volatile CertificateCallers callers = CertificateCallers.of("");

    HttpsListener(HttpsConfig config, @ConfigProperty(name = "oee.http.certificate-roles") Optional<String> listed) {
        this.config = config;
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
    Optional<Caller> caller(HttpServerRequest request) {
        return certificate(request.sslSession())
                .map(X509Certificate::getSubjectX500Principal)
                .flatMap(callers::find);
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
