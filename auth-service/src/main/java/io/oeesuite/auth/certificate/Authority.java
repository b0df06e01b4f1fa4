package io.oeesuite.auth.certificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.startup.CheckedSettings;
import io.quarkus.runtime.configuration.ConfigUtils;

/** The authority of this service, if it has one: without one everything else works, and questions for certificates are answered with 503. */
@ApplicationScoped
public class Authority implements CheckedSettings {
    private static final Logger LOG = Logger.getLogger(Authority.class);
    private static final String PRODUCTION = "prod";

    private final AuthorityConfig config;
    private final Clock clock;
    private Optional<CertificateAuthority> authority = Optional.empty();

    Authority(AuthorityConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void checkSettings() {
        boolean strict = ConfigUtils.isProfileActive(PRODUCTION);
        authority = Authorities.of(config, strict, clock);
        if (authority.isEmpty()) {
            LOG.info(
                    "No certificate authority is configured (OEE_CA_KEYFILE, OEE_CA_PKCS11_LIBRARY or OEE_CA_KIND=vault): certificates are neither issued nor revoked here");
            return;
        }
        config.keyfile()
                .filter(KeyFiles::isInClear)
                .ifPresent(file -> LOG.warnf(
                        "The authority's key in %s has no passphrase: whoever reads the file can be anybody. The profile prod refuses it.",
                        file));
        if (authority.get() instanceof OwnAuthority own) {
            LOG.infof(
                    "Certificates are signed by %s, good until %s",
                    own.chain().getFirst().getSubjectX500Principal(),
                    own.chain().getFirst().getNotAfter().toInstant());
        }
    }

    boolean isThere() {
        return authority.isPresent();
    }

    /** @throws io.oeesuite.auth.problem.ProblemException 503 when there is none */
    CertificateAuthority required() {
        return authority.orElseThrow(() -> new Problem(
                        503,
                        "no-authority",
                        "No certificate authority is configured",
                        "This service issues no certificates: set OEE_CA_KEYFILE and OEE_CA_CERTFILE, OEE_CA_PKCS11_LIBRARY, or OEE_CA_KIND=vault.")
                .thrown());
    }

    /** Tells the lists of authorities apart. */
    String name() {
        return nameOf(required().chain().getFirst());
    }

    /** Those above a certificate; none where this authority has not signed it, or is not there any more. */
    List<X509Certificate> chainOf(StoredCertificate stored) {
        return isOf(stored) ? chain() : List.of();
    }

    /** Whether it signs with the key that signed this one; false when there is no authority. */
    boolean isOf(StoredCertificate stored) {
        return isThere() && name().equals(stored.authority());
    }

    List<X509Certificate> chain() {
        return required().chain();
    }

    private static String nameOf(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException defect) {
            throw new IllegalStateException(defect);
        }
    }
}
