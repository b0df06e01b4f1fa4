package io.oeesuite.auth.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A certificate.
 *
 * @param serial hexadecimal
 * @param status {@code good}, {@code superseded}, {@code expired} or {@code revoked}
 * @param endsAt when a superseded one is revoked, where that is set
 * @param fingerprint SHA-256, hexadecimal
 * @param certificate PEM; where one is asked for
 * @param chain PEM, the authority's and those above it; where one is asked for that the authority of today has signed
 */
@Schema(name = "Certificate")
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
public record CertificateAnswer(
        String serial,
        String id,
        String profile,
        String status,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        String issuedBy,
        String supersededBy,
        Instant endsAt,
        Instant revokedAt,
        String reason,
        String fingerprint,
        String certificate,
        String chain) {

    public static CertificateAnswer of(Issued issued, Instant now) {
        return of(issued.certificate(), now, issued.certificate().certificate().pem(), text(issued.chain()));
    }

    static CertificateAnswer withPem(StoredCertificate stored, List<X509Certificate> chain, Instant now) {
        return of(stored, now, stored.certificate().pem(), text(chain));
    }

    static CertificateAnswer of(StoredCertificate stored, Instant now) {
        return of(stored, now, null, null);
    }

    private static String text(List<X509Certificate> chain) {
        return chain.isEmpty() ? null : Pem.of(chain);
    }

    private static CertificateAnswer of(StoredCertificate stored, Instant now, String pem, String chain) {
        IssuedCertificate certificate = stored.certificate();
        return new CertificateAnswer(
                stored.serial(),
                stored.clientId(),
                stored.purpose().text(),
                stored.status(now).name().toLowerCase(Locale.ROOT),
                certificate.names().isEmpty() ? null : certificate.names(),
                certificate.notBefore(),
                certificate.notAfter(),
                stored.issuedAt(),
                stored.issuedBy(),
                stored.supersededBy().orElse(null),
                stored.revokeAt().orElse(null),
                stored.revokedAt().orElse(null),
                stored.reason().map(RevocationReason::text).orElse(null),
                certificate.fingerprint(),
                pem,
                chain);
    }
}
