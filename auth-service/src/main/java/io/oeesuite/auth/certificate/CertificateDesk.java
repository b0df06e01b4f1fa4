package io.oeesuite.auth.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceDesk;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Roles;

/** Issues certificates and ends them, and keeps what it did. A new one for the same id makes the one before the second best; it stays good beside the new one. */
@ApplicationScoped
public class CertificateDesk {
    private final Authority authority;
    private final AuthorityConfig config;
    private final DeviceDesk devices;
    private final DeviceRegistry registry;
    private final RevocationLists lists;
    private final Transactions transactions;
    private final AuditTable audit;
    private final Clock clock;

    CertificateDesk(
            Authority authority,
            AuthorityConfig config,
            DeviceDesk devices,
            DeviceRegistry registry,
            RevocationLists lists,
            Transactions transactions,
            AuditTable audit,
            Clock clock) {
        this.authority = authority;
        this.config = config;
        this.devices = devices;
        this.registry = registry;
        this.lists = lists;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** A certificate and those above it. */
    public record Issued(StoredCertificate certificate, List<X509Certificate> chain) {}

    /**
     * What somebody orders over REST.
     *
     * @param profile none: that of the id's role
     */
    Issued order(Caller caller, String id, String csr, Optional<Purpose> profile) {
        Purpose purpose = checkedPurpose(id, profile);
        checkRank(caller, id, purpose);
        checkDevice(caller, id, purpose);
        CertificateOrder order = orderFor(id, purpose, csr);
        return transactions.run(database -> issue(database, order, caller.name()));
    }

    /** A checked order, for those who have another right to it than a caller's. */
    public Prepared prepare(String id, String csr) {
        Purpose purpose = Purpose.of(id);
        if (purpose.isPowerful()) {
            throw Problem.forbidden("\"" + id
                            + "\" belongs to a role of the suite: an administrator orders its certificate with POST /api/v1/devices/"
                            + id + "/certificates.")
                    .thrown();
        }
        Optional<Device> device = registry.find(id);
        if (device.filter(known -> !known.enabled()).isPresent()) {
            throw disabled(id).thrown();
        }
        return new Prepared(orderFor(id, purpose, csr));
    }

    /** An order whose signing request was checked, for {@link #issue}. */
    public record Prepared(CertificateOrder order) {
        /** Tells whether a later request is for the same key. */
        public String keyHash() {
            return Renewal.hash(order.request().publicKey());
        }

        /** Whether that certificate has the key of this order. */
        public boolean isForKeyOf(StoredCertificate stored) {
            return Renewal.hash(stored).equals(keyHash());
        }
    }

    /** Within the transaction of what gives the right to it. */
    public Issued issue(Connection database, Prepared prepared, String actor) throws SQLException {
        return issue(database, prepared.order(), actor);
    }

    public List<X509Certificate> chain() {
        return authority.chain();
    }

    public Optional<StoredCertificate> find(Connection database, String serial) throws SQLException {
        return CertificateTable.find(database, serial);
    }

    private Issued issue(Connection database, CertificateOrder order, String actor) throws SQLException {
        Instant now = now();
        X509Certificate signed = authority.required().issue(order);
        var stored = new StoredCertificate(
                IssuedCertificate.of(signed),
                authority.name(),
                order.purpose(),
                now,
                actor,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        CertificateTable.insert(database, stored);
        int before =
                CertificateTable.supersede(database, stored, config.overlap().map(now::plus));
        audit.write(
                database,
                AuditEntry.done(
                        before == 0 ? "certificate-issued" : "certificate-renewed",
                        actor,
                        order.id(),
                        "serial=" + stored.serial() + " profile="
                                + order.purpose().text() + " until="
                                + stored.certificate().notAfter()));
        return new Issued(stored, authority.chain());
    }

    /** Takes note of a certificate that the same authority's key has signed elsewhere, so that it can be revoked and is watched. */
    StoredCertificate record(Caller caller, String pem) {
        X509Certificate certificate = readable(pem);
        try {
            certificate.verify(authority.chain().getFirst().getPublicKey());
        } catch (GeneralSecurityException foreign) {
            throw Problem.badRequest(
                            "certificate-of-another-authority",
                            "Not a certificate of this authority",
                            "The authority of this service has not signed it.")
                    .thrown();
        }
        IssuedCertificate issued = IssuedCertificate.of(certificate);
        var stored = new StoredCertificate(
                issued,
                authority.name(),
                purposeOf(certificate, issued.commonName()),
                now(),
                caller.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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

    /** @return as it is afterwards; once revoked it stays as it was revoked */
    StoredCertificate revoke(Caller caller, String serial, RevocationReason reason) {
        String normal = Serial.normal(serial).orElseThrow(() -> unknown(serial).thrown());
        StoredCertificate revoked = transactions.run(database -> {
            StoredCertificate found = CertificateTable.find(database, normal)
                    .filter(stored -> isVisible(caller, stored))
                    .orElseThrow(() -> unknown(serial).thrown());
            Instant now = now();
            if (CertificateTable.revoke(database, found, now, reason)) {
                authority.required().revoke(new Revoked(found.certificate().number(), now, reason));
                audit.write(
                        database,
                        AuditEntry.done(
                                "certificate-revoked",
                                caller.name(),
                                found.clientId(),
                                "serial=" + found.serial() + " reason=" + reason.text()));
            }
            return CertificateTable.find(database, normal).orElseThrow();
        });
        lists.current();
        return revoked;
    }

    StoredCertificate require(Caller caller, String serial) {
        String normal = Serial.normal(serial).orElseThrow(() -> unknown(serial).thrown());
        return transactions.run(database -> CertificateTable.find(database, normal)
                .filter(stored -> isVisible(caller, stored))
                .orElseThrow(() -> unknown(serial).thrown()));
    }

    List<StoredCertificate> list(Caller caller, CertificateFilter filter) {
        return transactions.run(database -> CertificateTable.list(database, filter)).stream()
                .filter(stored -> isVisible(caller, stored))
                .toList();
    }

    /** Ends what has outlived its overlap; returns how many. */
    int endOverlaps() {
        if (!authority.isThere()) {
            return 0;
        }
        int ended = transactions.run(database -> {
            Instant now = now();
            List<StoredCertificate> overdue = CertificateTable.overdue(database, now);
            for (StoredCertificate stored : overdue) {
                CertificateTable.revoke(database, stored, now, RevocationReason.SUPERSEDED);
                authority
                        .required()
                        .revoke(new Revoked(stored.certificate().number(), now, RevocationReason.SUPERSEDED));
                audit.write(
                        database,
                        AuditEntry.done(
                                "certificate-revoked",
                                "auth-service",
                                stored.clientId(),
                                "serial=" + stored.serial() + " reason=superseded: its overlap is over"));
            }
            return overdue.size();
        });
        if (ended > 0) {
            lists.current();
        }
        return ended;
    }

    private CertificateOrder orderFor(String id, Purpose purpose, String csr) {
        authority.required();
        return CertificateOrder.of(
                id, purpose, SigningRequest.parse(csr), config.validity().of(purpose));
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
            throw disabled(id).thrown();
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

    private static Problem disabled(String id) {
        return Problem.conflict(
                "device-disabled",
                "The device is switched off",
                "\"" + id + "\" is not let in: enable it first with POST /api/v1/devices/" + id + "/enable.");
    }

    private static Problem unknown(String serial) {
        return Problem.notFound(
                "unknown-certificate",
                "Unknown certificate",
                "There is no certificate with the serial number \"" + serial
                        + "\"; GET /api/v1/certificates lists those of your sites.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
