package io.oeesuite.auth.certificate;

import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.jboss.logging.Logger;

import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.auth.database.Transactions;

/** The revocation list as it is now: made anew when something was revoked, by this replica or another, and in good time before the last one ends. */
@ApplicationScoped
class RevocationLists {
    private static final Logger LOG = Logger.getLogger(RevocationLists.class);
    private static final String NUMBER = "2.5.29.20";

    private final Authority authority;
    private final AuthorityConfig config;
    private final Transactions transactions;
    private final Clock clock;
    private volatile Optional<RevocationList> last = Optional.empty();

    RevocationLists(Authority authority, AuthorityConfig config, Transactions transactions, Clock clock) {
        this.authority = authority;
        this.config = config;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The list that is good now; the last one known, while it is good, when PostgreSQL does not answer.
     */
    RevocationList current() {
        String name = authority.name();
        try {
            RevocationList current = transactions.run(database -> current(database, name));
            last = Optional.of(current);
            return current;
        } catch (DatabaseUnavailableException away) {
            return last.filter(list -> list.nextUpdate().isAfter(clock.instant()))
                    .orElseThrow(() -> away);
        }
    }

    /** The list this replica last saw. */
    Optional<RevocationList> last() {
        return last;
    }

    private RevocationList current(Connection database, String name) throws SQLException {
        Instant now = clock.instant();
        Optional<RevocationListTable.Row> stored = RevocationListTable.find(database, name);
        if (stored.isPresent() && !isDue(stored.get(), now)) {
            return stored.get().list();
        }
        RevocationListTable.Row locked = RevocationListTable.lock(database, name);
        if (!isDue(locked, now)) {
            return locked.list();
        }
        RevocationList next = next(database, name, locked.list().number() + 1, now.truncatedTo(ChronoUnit.SECONDS));
        RevocationListTable.write(database, name, next);
        LOG.infof("Revocation list made, number=%d nextUpdate=%s", next.number(), next.nextUpdate());
        return next;
    }

    private boolean isDue(RevocationListTable.Row row, Instant now) {
        Duration good = Duration.between(row.list().thisUpdate(), row.list().nextUpdate());
        Instant half = row.list().thisUpdate().plus(good.dividedBy(2));
        Duration kept = config.kind() == AuthorityConfig.Kind.VAULT ? config.check() : good;
        return row.changed()
                || !now.isBefore(half)
                || !now.isBefore(row.list().thisUpdate().plus(kept));
    }

    private RevocationList next(Connection database, String name, long number, Instant now) throws SQLException {
        var revoked = CertificateTable.revoked(database, name, now.minus(config.crlValidity()));
        X509CRL signed = authority
                .required()
                .revocationList(new RevocationListOrder(number, now, now.plus(config.crlValidity()), revoked));
        try {
            return new RevocationList(
                    numberOf(signed).orElse(number),
                    signed.getThisUpdate().toInstant(),
                    signed.getNextUpdate().toInstant(),
                    signed.getEncoded());
        } catch (CRLException defect) {
            throw new IllegalStateException("A revocation list could not be encoded", defect);
        }
    }

    private static Optional<Long> numberOf(X509CRL list) {
        return Optional.ofNullable(list.getExtensionValue(NUMBER))
                .map(value -> ASN1Integer.getInstance(
                        ASN1OctetString.getInstance(value).getOctets()))
                .map(ASN1Integer::getValue)
                .map(BigInteger::longValue);
    }
}
