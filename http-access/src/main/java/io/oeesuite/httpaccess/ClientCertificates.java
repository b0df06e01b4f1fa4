package io.oeesuite.httpaccess;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.oeesuite.mqttaccess.certificate.CommonName;
import io.oeesuite.mqttaccess.certificate.RevocationList;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.http.HttpServerRequest;

/**
 * Whom the certificate names that a program has shown: TLS has verified that one of {@code HTTPS_CA_CERTS} has signed it, here its revocation is looked after. A revoked one
 * names nobody from the next request on, and neither does any while the list cannot be trusted.
 */
@ApplicationScoped
public class ClientCertificates implements CheckedSettings {
    private static final Logger LOG = Logger.getLogger(ClientCertificates.class);
    private static final String PRODUCTION = "prod";

    private final Optional<Path> authorities;
    private final Optional<Path> file;
    private final Optional<RevocationList> revoked;
    private final List<String> profiles;

    @Inject
    ClientCertificates(HttpsConfig config, Clock clock) {
        this(config.caCerts(), config.crl(), clock, ConfigUtils.getProfiles());
    }

    ClientCertificates(Optional<Path> authorities, Optional<Path> file, Clock clock, List<String> profiles) {
        this.authorities = authorities;
        this.file = file;
        this.revoked = file.flatMap(list -> authorities.map(signers -> RevocationList.required(
                list, signers, clock, trouble -> LOG.errorf("Nobody comes in by certificate: %s", trouble))));
        this.profiles = profiles;
    }

    /** @throws InvalidSettings when there is a list of revoked certificates that cannot be used */
    @Override
    public void checkSettings() {
        if (file.isPresent() && authorities.isEmpty()) {
            throw new InvalidSettings(
                    "HTTPS_CRL is set: set HTTPS_CA_CERTS too, to the certificates (PEM) of those who sign it.");
        }
        revoked.flatMap(RevocationList::flaw).ifPresent(flaw -> {
            throw new InvalidSettings(
                    "HTTPS_CRL: " + flaw
                            + ". Give the list (PEM or DER) of each authority in HTTPS_CA_CERTS, as auth-service serves its own at /ca.crl.pem.");
        });
        warning().ifPresent(LOG::warn);
    }

    /** What is no mistake, but should not stay so. */
    Optional<String> warning() {
        return authorities.isPresent() && file.isEmpty() && profiles.contains(PRODUCTION)
                ? Optional.of(
                        "HTTPS_CA_CERTS is set and HTTPS_CRL is not: a stolen certificate lets its thief in until it expires, as nobody says here that it is revoked.")
                : Optional.empty();
    }

    /** The only common name of the certificate that came with this request; empty when none did, or one that is good no longer. */
    public Optional<String> name(HttpServerRequest request) {
        return certificate(request).flatMap(this::name);
    }

    /** Of a certificate that TLS has verified. */
    Optional<String> name(X509Certificate certificate) {
        return isGood(certificate) ? CommonName.of(certificate) : Optional.empty();
    }

    private boolean isGood(X509Certificate certificate) {
        Optional<String> objection = revoked.flatMap(list -> list.objection(certificate));
        objection.ifPresent(why -> LOG.debugf("Not let in by certificate: %s", why));
        return objection.isEmpty();
    }

    /** What was shown with this request. */
    static Optional<X509Certificate> certificate(HttpServerRequest request) {
        SSLSession session = request.sslSession();
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
