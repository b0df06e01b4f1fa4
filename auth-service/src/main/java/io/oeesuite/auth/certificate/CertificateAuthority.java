package io.oeesuite.auth.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/** Who signs. */
public sealed interface CertificateAuthority permits OwnAuthority, VaultAuthority {

    /** @throws AuthorityUnavailable when it cannot sign now */
    X509Certificate issue(CertificateOrder order);

    /** Tells it that a certificate is no longer good; done again, it does no harm. */
    void revoke(Revoked revoked);

    /** Its certificate, then those above it. */
    List<X509Certificate> chain();
}
