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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

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
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Authority authority;
    private final AuthorityConfig config;
    private final Transactions transactions;
    private final Clock clock;
    private volatile Optional<Published> published = Optional.empty();
    private final Map<String, RevocationList> last = new ConcurrentHashMap<>();
    private final Map<String, Instant> fetchedAt = new ConcurrentHashMap<>();

    RevocationLists(Authority authority, AuthorityConfig config, Transactions transactions, Clock clock) {
        this.authority = authority;
        this.config = config;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Those of all authorities whose key is here, by their names, the one that signs now first.
     *
     * @throws DatabaseUnavailableException when PostgreSQL does not answer, and the last one known has ended
     * @throws AuthorityUnavailable the same for an authority elsewhere
     */
    private SequencedMap<String, RevocationList> all() {
        SequencedMap<String, RevocationList> lists = new LinkedHashMap<>();
        for (Authority.Signer signer : authority.signers()) {
            lists.put(signer.name(), current(signer));
        }
        return Collections.unmodifiableSequencedMap(lists);
    }

    /** The same for strangers, who may ask as often as they like: what another replica did is on it a moment later. */
    SequencedMap<String, RevocationList> published() {
        Optional<Published> last = published;
        Instant now = clock.instant();
        if (last.filter(known -> now.isBefore(known.until())).isPresent()) {
            return last.get().lists();
        }
        SequencedMap<String, RevocationList> lists = all();
        published = Optional.of(new Published(lists, now.plus(MOMENT)));
        return lists;
    }

    private record Published(SequencedMap<String, RevocationList> lists, Instant until) {}

    /** Makes those that are due; what cannot be made now is made later. */
    void refresh() {
        try {
            all();
            published = Optional.empty();
        } catch (AuthorityUnavailable | DatabaseUnavailableException away) {
            LOG.warnf("The revocation list could not be made: %s", away.getMessage());
        }
    }

    /** The list of the authority that signs now which this replica last saw. */
    Optional<RevocationList> last() {
        return authority.isThere() ? Optional.ofNullable(last.get(authority.name())) : Optional.empty();
    }

    private RevocationList current(Authority.Signer signer) {
        try {
            RevocationList current = switch (signer.authority()) {
                case OwnAuthority own -> transactions.run(database -> made(database, signer.name(), own));
                case VaultAuthority elsewhere -> fetched(signer.name(), elsewhere);
            };
            last.put(signer.name(), current);
            return current;
        } catch (DatabaseUnavailableException | AuthorityUnavailable away) {
            return Optional.ofNullable(last.get(signer.name()))
                    .filter(list -> list.nextUpdate().isAfter(clock.instant()))
                    .orElseThrow(() -> away);
        }
    }

    private RevocationList made(Connection database, String name, OwnAuthority own) throws SQLException {
        Instant now = clock.instant();
        Duration half = config.crlValidity().dividedBy(2);
        Optional<RevocationListTable.Row> stored = RevocationListTable.find(database, name);
        if (stored.isPresent() && !stored.get().isDue(now, half)) {
            return stored.get().list();
        }
        RevocationListTable.Row locked = RevocationListTable.lock(database, name);
        if (!locked.isDue(now, half)) {
            return locked.list();
        }
        Instant made = now.truncatedTo(ChronoUnit.SECONDS);
        var order = new RevocationListOrder(
                RevocationListOrder.numberAfter(locked.list().number(), now),
                made,
                made.plus(config.crlValidity()),
                CertificateTable.revoked(database, name, made.minus(config.crlValidity())));
        RevocationListTable.settled(database, name);
        return written(database, name, own.revocationList(order), order.number());
    }

    /** Asked outside of any transaction, as it may take its time. Until it answers, the last list will do while it is good. */
    private RevocationList fetched(String name, VaultAuthority elsewhere) {
        Instant now = clock.instant();
        RevocationListTable.Row stored = transactions.run(database -> RevocationListTable.lock(database, name));
        if (!stored.changed()
                && fetchedAt
                        .getOrDefault(name, Instant.EPOCH)
                        .plus(config.check())
                        .isAfter(now)) {
            return stored.list();
        }
        try {
            // what is revoked from here on is for the next one
            transactions.run(database -> {
                RevocationListTable.settled(database, name);
                return null;
            });
            X509CRL list = elsewhere.revocationList();
            fetchedAt.put(name, now);
            return transactions.run(
                    database -> written(database, name, list, stored.list().number()));
        } catch (AuthorityUnavailable away) {
            transactions.run(database -> {
                RevocationListTable.changed(database, name);
                return null;
            });
            if (stored.list().nextUpdate().isAfter(now)) {
                LOG.warnf("The last revocation list is used on: %s", away.getMessage());
                return stored.list();
            }
            throw away;
        }
    }

    private static RevocationList written(Connection database, String name, X509CRL signed, long number)
            throws SQLException {
        try {
            var list = new RevocationList(
                    numberOf(signed).orElse(number),
                    signed.getThisUpdate().toInstant(),
                    signed.getNextUpdate().toInstant(),
                    signed.getEncoded());
            RevocationListTable.write(database, name, list);
            LOG.infof("Revocation list made, number=%d nextUpdate=%s", list.number(), list.nextUpdate());
            return list;
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
