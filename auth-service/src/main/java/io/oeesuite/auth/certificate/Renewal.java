package io.oeesuite.auth.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;

/**
 * A device gets its next certificate with its current one: it signs the new request with the key of the current certificate. That proves who asks on every way the
 * request may take, whether or not somebody in between has checked it.
 */
@ApplicationScoped
public class Renewal {
    private static final Duration DAY = Duration.ofDays(1);

    private final Issuing issuing;
    private final AuthorityConfig config;
    private final DeviceRegistry registry;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final Clock clock;

    Renewal(
            Issuing issuing,
            AuthorityConfig config,
            DeviceRegistry registry,
            ChangeFeed feed,
            Transactions transactions,
            Clock clock) {
        this.issuing = issuing;
        this.config = config;
        this.registry = registry;
        this.feed = feed;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asked again with the same request, it answers with the same certificate: an answer may get lost. Nothing is locked or changed before the signature was checked.
     *
     * @param id that must be the certificate's; none: whichever it is
     * @param serial of the current certificate
     * @param signature of the bytes of {@code csr}, base64, by the current key: SHA-256 with ECDSA or RSA, or Ed25519
     */
    public Issued renew(Optional<String> id, String csr, String serial, String signature) {
        feed.requireLoaded();
        StoredCertificate current = find(serial)
                .filter(stored -> id.isEmpty() || id.get().equals(stored.clientId()))
                .filter(stored -> isSignedBy(stored, csr, signature))
                .filter(this::isOfSomebodyKnown)
                .orElseThrow(() -> refused().thrown());
        Prepared prepared = issuing.prepare(current.clientId(), csr);
        return switch (current.status(clock.instant())) {
            case GOOD -> {
                requireModesty(current);
                yield issuing.issue(prepared, (database, signed) -> next(database, signed, current, prepared));
            }
            case SUPERSEDED -> transactions.run(database -> successor(database, current, prepared));
            case EXPIRED, REVOKED -> throw refused().thrown();
        };
    }

    /** Whose certificate that is, for the audit. */
    Optional<String> ownerOf(String serial) {
        return find(serial).map(StoredCertificate::clientId);
    }

    private Optional<StoredCertificate> find(String serial) {
        return Serial.normal(serial).flatMap(normal -> transactions.run(database -> issuing.find(database, normal)));
    }

    /** Without an entry a client of a role is known by its id, a device is not. */
    private boolean isOfSomebodyKnown(StoredCertificate current) {
        return current.purpose() != Purpose.DEVICE
                || registry.find(current.clientId()).isPresent();
    }

    /** The request may have come twice, and the certificate may have been revoked meanwhile. */
    private Issued next(Connection database, Issuing.Signed signed, StoredCertificate before, Prepared prepared)
            throws SQLException {
        StoredCertificate current = CertificateTable.lock(database, before.serial())
                .orElseThrow(() -> refused().thrown());
        return switch (current.status(clock.instant())) {
            case GOOD -> issuing.keep(database, signed, current.clientId());
            case SUPERSEDED -> successor(database, current, prepared);
            case EXPIRED, REVOKED -> throw refused().thrown();
        };
    }

    private Issued successor(Connection database, StoredCertificate current, Prepared prepared) throws SQLException {
        StoredCertificate successor =
                issuing.find(database, current.supersededBy().orElseThrow()).orElseThrow();
        if (!prepared.isForKeyOf(successor)) {
            throw Problem.conflict(
                            "certificate-superseded",
                            "There is a newer certificate",
                            "Renew with the newest certificate, serial " + successor.serial() + ".")
                    .thrown();
        }
        return issuing.issued(successor);
    }

    /** A client that renews in a loop is broken, or somebody plays with it. */
    private void requireModesty(StoredCertificate current) {
        String id = current.clientId();
        Instant since = clock.instant().minus(DAY);
        int got = transactions.run(database -> CertificateTable.issued(database, id, id, since));
        if (got >= config.renewalsPerDay()) {
            throw new Problem(
                            429,
                            "too-many-renewals",
                            "Too many certificates in a day",
                            "\"" + id + "\" got " + got
                                    + " certificates within a day: go on with the last of them. An engineer can order one with POST /api/v1/devices/"
                                    + id + "/certificates.")
                    .thrown();
        }
    }

    /** What is wrong exactly is not for whoever tries. */
    private static Problem refused() {
        return new Problem(
                401,
                "renewal-refused",
                "The renewal is refused",
                "The request must name a certificate of this authority that is good, and be signed with its key.");
    }

    private static boolean isSignedBy(StoredCertificate current, String csr, String signature) {
        try {
            PublicKey key = Pem.certificate(current.certificate().pem()).getPublicKey();
            Signature check = Signature.getInstance(algorithm(key));
            check.initVerify(key);
            check.update(csr.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getMimeDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }
}
