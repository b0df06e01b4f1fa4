package io.oeesuite.auth.certificate;

import java.time.Instant;
import java.util.Optional;

/**
 * A certificate as the database has it.
 *
 * @param supersededBy serial of the one that is used instead
 * @param revokeAt when it ends beside the one that superseded it
 */
public record StoredCertificate(
        IssuedCertificate certificate,
        String authority,
        Purpose purpose,
        Instant issuedAt,
        String issuedBy,
        Optional<String> supersededBy,
        Optional<Instant> revokeAt,
        Optional<Instant> revokedAt,
        Optional<RevocationReason> reason) {

    /** What it is worth. */
    public enum Status {
        GOOD,
        /** Good as well, but there is a newer one. */
        SUPERSEDED,
        EXPIRED,
        REVOKED
    }

    /** One that was just signed. */
    static StoredCertificate good(
            IssuedCertificate certificate, String authority, Purpose purpose, Instant issuedAt, String issuedBy) {
        return new StoredCertificate(
                certificate,
                authority,
                purpose,
                issuedAt,
                issuedBy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Status status(Instant now) {
        if (revokedAt.isPresent()) {
            return Status.REVOKED;
        }
        if (!now.isBefore(certificate.notAfter())) {
            return Status.EXPIRED;
        }
        return supersededBy.isPresent() ? Status.SUPERSEDED : Status.GOOD;
    }

    public String serial() {
        return certificate.serial();
    }

    public String clientId() {
        return certificate.commonName();
    }
}
