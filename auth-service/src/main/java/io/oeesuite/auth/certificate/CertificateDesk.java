package io.oeesuite.auth.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceDesk;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Roles;

/** Orders certificates and ends them, for those who may. */
@ApplicationScoped
public class CertificateDesk {
    private final Authority authority;
    private final Issuing issuing;
    private final Revoking revoking;
    private final DeviceDesk devices;
    private final DeviceRegistry registry;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final AuditTable audit;
    private final Clock clock;

    CertificateDesk(
            Authority authority,
            Issuing issuing,
            Revoking revoking,
            DeviceDesk devices,
            DeviceRegistry registry,
            ChangeFeed feed,
            Transactions transactions,
            AuditTable audit,
            Clock clock) {
        this.authority = authority;
        this.issuing = issuing;
        this.revoking = revoking;
        this.devices = devices;
        this.registry = registry;
        this.feed = feed;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody orders over REST.
     *
     * @param profile none: that of the id's role
     */
    Issued order(Caller caller, String id, String csr, Optional<Purpose> profile) {
        feed.requireLoaded();
        Purpose purpose = checkedPurpose(id, profile);
        checkRank(caller, id, purpose);
        checkDevice(caller, id, purpose);
        return issuing.issue(
                issuing.prepare(id, purpose, csr), (database, signed) -> issuing.keep(database, signed, caller.name()));
    }

    /** Takes note of a certificate that the same authority's key has signed elsewhere, so that it can be revoked and is watched. */
    StoredCertificate record(Caller caller, String pem) {
        X509Certificate certificate = readable(pem);
        Authority.Signer signer = authority.signers().stream()
                .filter(each -> isSignedBy(certificate, each))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                                "certificate-of-another-authority",
                                "Not a certificate of this authority",
                                "Neither the authority of this service nor the one before has signed it.")
                        .thrown());
        IssuedCertificate issued = IssuedCertificate.of(certificate);
        var stored = StoredCertificate.good(
                issued,
                signer.name(),
                purposeOf(certificate, issued.commonName()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.name());
        return transactions.run(database -> {
            if (CertificateTable.insert(database, stored)) {
                audit.write(
                        database,
                        AuditEntry.done(
                                "certificate-recorded",
                                caller.name(),
                                issued.commonName(),
                                "serial=" + issued.serial()));
            }
            return CertificateTable.find(database, issued.serial()).orElseThrow();
        });
    }

    private static boolean isSignedBy(X509Certificate certificate, Authority.Signer signer) {
        try {
            certificate.verify(signer.authority().chain().getFirst().getPublicKey());
            return true;
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }

    /** @return as it is afterwards; once revoked it stays as it was revoked */
    StoredCertificate revoke(Caller caller, String serial, RevocationReason reason) {
        StoredCertificate found = require(caller, serial);
        if (found.revokedAt().isPresent()) {
            return found;
        }
        revoking.revoke(found, new Revoking.Cause(reason, caller.name(), ""));
        return require(caller, serial);
    }

    StoredCertificate require(Caller caller, String serial) {
        return Serial.normal(serial)
                .flatMap(normal -> transactions.run(database -> CertificateTable.find(database, normal)))
                .filter(stored -> isVisible(caller, stored))
                .orElseThrow(() -> unknown(serial).thrown());
    }

    /** Of the caller's sites. */
    List<StoredCertificate> list(Caller caller, CertificateFilter filter) {
        CertificateFilter visible =
                caller.sites().all() ? filter : filter.ofSites(caller.sites().names());
        return transactions.run(database -> CertificateTable.list(database, visible));
    }

    private static Purpose checkedPurpose(String id, Optional<Purpose> asked) {
        Purpose own = Purpose.of(id);
        Purpose purpose = asked.orElse(own);
        boolean serverOfThatName = purpose == Purpose.SERVER && own == Purpose.DEVICE;
        if (purpose != own && !serverOfThatName) {
            throw Problem.badParameter(
                            "profile",
                            purpose.text(),
                            own.text() + (own == Purpose.DEVICE ? ", server" : "") + " for the id " + id)
                    .thrown();
        }
        return purpose;
    }

    private static void checkRank(Caller caller, String id, Purpose purpose) {
        if (purpose.isPowerful() && !caller.roles().contains(Roles.ADMIN)) {
            throw Problem.forbidden("Only an admin orders certificates of the profile " + purpose.text()
                            + ", as the one for \"" + id + "\".")
                    .thrown();
        }
    }

    private void checkDevice(Caller caller, String id, Purpose purpose) {
        if (purpose == Purpose.SERVER
                || (purpose == Purpose.SERVICE && registry.find(id).isEmpty())) {
            return;
        }
        if (purpose == Purpose.EDGE && registry.find(id).isEmpty()) {
            if (!caller.sites().all()) {
                throw Problem.forbidden(
                                "\"" + id
                                        + "\" is registered nowhere, so nobody knows its site: register it first with POST /api/v1/devices.")
                        .thrown();
            }
            return;
        }
        Device device = devices.requireForChange(caller, id);
        if (!device.enabled()) {
            throw Issuing.disabled(id).thrown();
        }
    }

    private boolean isVisible(Caller caller, StoredCertificate stored) {
        if (caller.sites().all()) {
            return true;
        }
        return registry.find(stored.clientId())
                .flatMap(Device::site)
                .filter(caller.sites()::cover)
                .isPresent();
    }

    private static Purpose purposeOf(X509Certificate certificate, String commonName) {
        try {
            List<String> usage = certificate.getExtendedKeyUsage();
            boolean server = usage != null
                    && usage.contains(Purpose.SERVER.extendedKeyUsage().getId());
            return server ? Purpose.SERVER : Purpose.of(commonName);
        } catch (CertificateException malformed) {
            throw Problem.badRequest("certificate-unreadable", "The certificate cannot be read", malformed.getMessage())
                    .thrown();
        }
    }

    private static X509Certificate readable(String pem) {
        try {
            return Pem.certificate(pem == null ? "" : pem);
        } catch (CertificateException malformed) {
            throw Problem.badRequest(
                            "certificate-unreadable", "The certificate cannot be read", "Send one certificate in PEM.")
                    .thrown();
        }
    }

    private static Problem unknown(String serial) {
        return Problem.notFound(
                "unknown-certificate",
                "Unknown certificate",
                "There is no certificate with the serial number \"" + serial
                        + "\"; GET /api/v1/certificates lists those of your sites.");
    }
}
