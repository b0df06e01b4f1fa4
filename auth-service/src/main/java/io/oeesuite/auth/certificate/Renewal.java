package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;

/**
 * A device gets its next certificate with its current one: it signs the new request with the key of the current certificate. That proves who asks on every way the
 * request may take, whether or not somebody in between has checked it.
 */
@ApplicationScoped
public class Renewal {
    private final CertificateDesk desk;
    private final DeviceRegistry registry;
    private final Transactions transactions;
    private final Clock clock;

    Renewal(CertificateDesk desk, DeviceRegistry registry, Transactions transactions, Clock clock) {
        this.desk = desk;
        this.registry = registry;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asked again with the same request, it answers with the same certificate: an answer may get lost.
     *
     * @param id that must be the certificate's; none: whichever it is
     * @param serial of the current certificate
     * @param signature of the bytes of {@code csr}, base64, by the current key: SHA-256 with ECDSA or RSA, or Ed25519
     */
    public CertificateDesk.Issued renew(Optional<String> id, String csr, String serial, String signature) {
        return transactions.run(database -> {
            String normal = Serial.normal(serial).orElseThrow(() -> refused().thrown());
            StoredCertificate current =
                    desk.find(database, normal).orElseThrow(() -> refused().thrown());
            if (id.isPresent() && !id.get().equals(current.clientId())) {
                throw refused().thrown();
            }
            if (!isSignedBy(current, csr, signature)) {
                throw refused().thrown();
            }
            if (current.purpose() == Purpose.DEVICE
                    && registry.find(current.clientId()).isEmpty()) {
                throw refused().thrown();
            }
            CertificateDesk.Prepared prepared = desk.prepare(current.clientId(), csr);
            return switch (current.status(clock.instant())) {
                case GOOD -> desk.issue(database, prepared, current.clientId());
                case SUPERSEDED -> {
                    StoredCertificate successor = desk.find(
                                    database, current.supersededBy().orElseThrow())
                            .orElseThrow();
                    if (!prepared.isForKeyOf(successor)) {
                        throw Problem.conflict(
                                        "certificate-superseded",
                                        "There is a newer certificate",
                                        "Renew with the newest certificate, serial " + successor.serial() + ".")
                                .thrown();
                    }
                    yield new CertificateDesk.Issued(successor, desk.chain());
                }
                case EXPIRED, REVOKED -> throw refused().thrown();
            };
        });
    }

    /** What is wrong exactly is for the audit and the log, not for whoever tries. */
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

    static String hash(StoredCertificate stored) {
        try {
            return hash(SubjectPublicKeyInfo.getInstance(
                    Pem.certificate(stored.certificate().pem()).getPublicKey().getEncoded()));
        } catch (CertificateException defect) {
            throw new IllegalStateException("A certificate in the database cannot be read", defect);
        }
    }

    static String hash(SubjectPublicKeyInfo key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException | IOException defect) {
            throw new IllegalStateException("A public key could not be encoded", defect);
        }
    }
}
