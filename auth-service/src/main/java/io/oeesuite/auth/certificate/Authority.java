package io.oeesuite.auth.certificate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
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
    private Optional<Signer> previous = Optional.empty();
    private volatile Optional<KnownChain> known = Optional.empty();

    Authority(AuthorityConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Who signs, or did so before.
     *
     * @param name tells the lists of authorities apart: the hash of its key
     */
    record Signer(String name, CertificateAuthority authority) {}

    private record KnownChain(List<X509Certificate> certificates, Instant until) {}

    @Override
    public void checkSettings() {
        boolean strict = ConfigUtils.isProfileActive(PRODUCTION);
        authority = Authorities.of(config, strict, clock);
        known = Optional.empty();
        previous = Authorities.previous(config, strict, clock)
                .map(own -> new Signer(KeyHash.of(own.chain().getFirst()), own));
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
        config.publicUrl()
                .filter(url -> !Distribution.isForEmqx(url))
                .ifPresent(url -> LOG.warnf(
                        "OEE_CA_PUBLIC_URL is %s: EMQX 5.8 fetches revocation lists by http only, and with enable_crl_check it refuses every certificate that names another address. "
                                + "Lists are signed: name plain HTTP, which answers /ca.crl beside TLS, too.",
                        url));
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
        return KeyHash.of(chain().getFirst());
    }

    /** The one that signs now, then the one before, where its key is here still: it signs lists only. */
    List<Signer> signers() {
        var current = new Signer(name(), required());
        return previous.filter(before -> !before.name().equals(current.name()))
                .map(before -> List.of(current, before))
                .orElseGet(() -> List.of(current));
    }

    /** The one that has signed it; empty where its key is not here any more, or was never. */
    Optional<CertificateAuthority> of(StoredCertificate stored) {
        if (!isThere()) {
            return Optional.empty();
        }
        return signers().stream()
                .filter(signer -> signer.name().equals(stored.authority()))
                .map(Signer::authority)
                .findFirst();
    }

    /** Those above a certificate; none where its authority is not here any more. */
    List<X509Certificate> chainOf(StoredCertificate stored) {
        if (isThere() && name().equals(stored.authority())) {
            return chain();
        }
        return of(stored).map(CertificateAuthority::chain).orElse(List.of());
    }

    /** An authority elsewhere is asked again after a while; while it does not answer, what it said last is good. */
    List<X509Certificate> chain() {
        Optional<KnownChain> last = known;
        Instant now = clock.instant();
        if (last.filter(chain -> now.isBefore(chain.until())).isPresent()) {
            return last.get().certificates();
        }
        try {
            List<X509Certificate> chain = required().chain();
            known = Optional.of(new KnownChain(chain, now.plus(config.check())));
            return chain;
        } catch (AuthorityUnavailable away) {
            return last.map(KnownChain::certificates).orElseThrow(() -> away);
        }
    }
}
