package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;

/** Ends certificates before their time. An authority elsewhere is told first: what it does not know is not revoked. */
@ApplicationScoped
class Revoking {
    private static final Logger LOG = Logger.getLogger(Revoking.class);

    private final Authority authority;
    private final RevocationLists lists;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final AuditTable audit;
    private final Clock clock;

    Revoking(
            Authority authority,
            RevocationLists lists,
            Transactions transactions,
            ChangeFeed feed,
            AuditTable audit,
            Clock clock) {
        this.authority = authority;
        this.lists = lists;
        this.transactions = transactions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why, and by whom. */
    record Cause(RevocationReason reason, String actor, String note) {}

    /** It is on the list when this returns, unless PostgreSQL or the authority has gone meanwhile: then on the next. */
    void revoke(StoredCertificate stored, Cause cause) {
        Instant now = now();
        tell(stored, now, cause);
        transactions.run(database -> {
            write(database, stored, now, cause);
            return null;
        });
        feed.reload(RevokedClients.KIND, stored.clientId());
        lists.refresh();
    }

    /** Within the transaction of what it goes with; it is on the next list. */
    void revoke(Connection database, StoredCertificate stored, Cause cause) throws SQLException {
        Instant now = now();
        tell(stored, now, cause);
        write(database, stored, now, cause);
    }

    /** Ends what has outlived its overlap; one that cannot be ended now is tried again later, and does not hold up the others. */
    void endOverlaps() {
        List<StoredCertificate> overdue = transactions.run(database -> CertificateTable.overdue(database, now()));
        var cause = new Cause(RevocationReason.SUPERSEDED, "auth-service", "its overlap is over");
        for (StoredCertificate stored : overdue) {
            try {
                revoke(stored, cause);
            } catch (RuntimeException failure) {
                LOG.warnf(
                        "Not revoked, though its overlap is over: id=%s serial=%s: %s",
                        stored.clientId(), stored.serial(), failure.getMessage());
            }
        }
    }

    private void tell(StoredCertificate stored, Instant now, Cause cause) {
        authority
                .of(stored)
                .ifPresentOrElse(
                        signer -> signer.revoke(new Revoked(stored.certificate().number(), now, cause.reason())),
                        () -> LOG.warnf(
                                "On no revocation list, as the key that signed it is not here (OEE_CA_PREVIOUS_KEYFILE): only brokers that ask this service refuse it: id=%s serial=%s",
                                stored.clientId(), stored.serial()));
    }

    private void write(Connection database, StoredCertificate stored, Instant now, Cause cause) throws SQLException {
        if (!CertificateTable.revoke(database, stored, now, cause.reason())) {
            return;
        }
        audit.write(
                database,
                AuditEntry.done(
                        "certificate-revoked",
                        cause.actor(),
                        stored.clientId(),
                        "serial=" + stored.serial() + " reason="
                                + cause.reason().text() + (cause.note().isEmpty() ? "" : ": " + cause.note())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
