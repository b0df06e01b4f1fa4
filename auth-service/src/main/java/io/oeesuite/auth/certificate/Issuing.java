package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.ProblemException;

/**
 * Signs what was checked, and keeps it. The authority may be elsewhere and take its time: it signs before the transaction that uses up the right to the certificate, and what comes of it in vain is revoked again. A
 * new one for the same id makes the one before the second best; it stays good beside the new one.
 */
@ApplicationScoped
public class Issuing {
    private static final Logger LOG = Logger.getLogger(Issuing.class);

    private final Authority authority;
    private final AuthorityConfig config;
    private final DeviceRegistry registry;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final AuditTable audit;
    private final Clock clock;

    Issuing(
            Authority authority,
            AuthorityConfig config,
            DeviceRegistry registry,
            ChangeFeed feed,
            Transactions transactions,
            AuditTable audit,
            Clock clock) {
        this.authority = authority;
        this.config = config;
        this.registry = registry;
        this.feed = feed;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** A certificate that nobody has yet. */
    public record Signed(CertificateOrder order, IssuedCertificate certificate, String authority) {}

    /** The transaction that gives the right to a certificate: uses it up and {@linkplain Issuing#keep keeps} the certificate, or answers with one from before, or throws. */
    @FunctionalInterface
    public interface Right {
        Issued use(Connection database, Signed signed) throws SQLException;
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
        feed.requireLoaded();
        Optional<Device> device = registry.find(id);
        if (device.filter(known -> !known.enabled()).isPresent()) {
            throw disabled(id).thrown();
        }
        return prepare(id, purpose, csr);
    }

    /** The same for a purpose that was checked. */
    Prepared prepare(String id, Purpose purpose, String csr) {
        authority.required();
        return new Prepared(CertificateOrder.of(
                id, purpose, SigningRequest.parse(csr), config.validity().of(purpose)));
    }

    public Issued issue(Prepared prepared, Right right) {
        CertificateOrder order = prepared.order();
        var certificate = IssuedCertificate.of(authority.required().issue(order));
        var signed = new Signed(order, certificate, authority.name());
        try {
            Issued issued = transactions.run(database -> right.use(database, signed));
            if (!issued.certificate().serial().equals(certificate.serial())) {
                discard(signed);
            }
            return issued;
        } catch (ProblemException refused) {
            discard(signed);
            throw refused;
        }
    }

    /** Within the transaction of what gives the right to it. */
    public Issued keep(Connection database, Signed signed, String actor) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var stored = StoredCertificate.good(
                signed.certificate(), signed.authority(), signed.order().purpose(), now, actor);
        CertificateTable.insert(database, stored);
        int before =
                CertificateTable.supersede(database, stored, config.overlap().map(now::plus));
        audit.write(
                database,
                AuditEntry.done(
                        before == 0 ? "certificate-issued" : "certificate-renewed",
                        actor,
                        stored.clientId(),
                        "serial=" + stored.serial() + " profile="
                                + stored.purpose().text() + " until="
                                + stored.certificate().notAfter()));
        return issued(stored);
    }

    /** One that is kept already. */
    public Issued issued(StoredCertificate stored) {
        return new Issued(stored, authority.chainOf(stored));
    }

    public Optional<StoredCertificate> find(Connection database, String serial) throws SQLException {
        return CertificateTable.find(database, serial);
    }

    /** Nobody has it: that it is on no list of an own authority does no harm. */
    private void discard(Signed signed) {
        try {
            authority
                    .required()
                    .revoke(new Revoked(
                            signed.certificate().number(), clock.instant(), RevocationReason.CESSATION_OF_OPERATION));
        } catch (AuthorityUnavailable away) {
            LOG.warnf(
                    "A certificate that nobody got was not revoked: id=%s serial=%s: %s",
                    signed.order().id(), signed.certificate().serial(), away.getMessage());
        }
    }

    static Problem disabled(String id) {
        return Problem.conflict(
                "device-disabled",
                "The device is switched off",
                "\"" + id + "\" is not let in: enable it first with POST /api/v1/devices/" + id + "/enable.");
    }
}
