package io.oeesuite.auth.certificate;

import java.security.cert.CertificateException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of certificates. */
final class CertificateTable {
    private static final String COLUMNS =
            "serial, authority, profile, pem, issued_at, issued_by, superseded_by, revoke_at, revoked_at, reason";

    private static final String REVOKED_CLIENTS = """
            select client_id, max(not_after) as ends from certificate where profile <> 'server' and not_after > now() %s
            group by client_id having bool_and(revoked_at is not null)
            """;

    private CertificateTable() {}

    /** One issued certificate; false when it is there already. */
    static boolean insert(Connection database, StoredCertificate stored) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                insert into certificate (serial, authority, client_id, profile, not_before, not_after, fingerprint, pem, issued_at, issued_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            IssuedCertificate certificate = stored.certificate();
            insert.setString(1, certificate.serial());
            insert.setString(2, stored.authority());
            insert.setString(3, certificate.commonName());
            insert.setString(4, stored.purpose().text());
            insert.setObject(5, time(certificate.notBefore()));
            insert.setObject(6, time(certificate.notAfter()));
            insert.setString(7, certificate.fingerprint());
            insert.setString(8, certificate.pem());
            insert.setObject(9, time(stored.issuedAt()));
            insert.setString(10, stored.issuedBy());
            return insert.executeUpdate() == 1;
        }
    }

    /** Those of the same id and profile from before are no longer the newest. */
    static int supersede(Connection database, StoredCertificate by, Optional<Instant> revokeAt) throws SQLException {
        try (PreparedStatement update = database.prepareStatement("""
                update certificate set superseded_by = ?, revoke_at = ?
                where client_id = ? and profile = ? and serial <> ? and superseded_by is null and revoked_at is null and not_after > ?
                """)) {
            update.setString(1, by.serial());
            update.setObject(2, revokeAt.map(CertificateTable::time).orElse(null));
            update.setString(3, by.clientId());
            update.setString(4, by.purpose().text());
            update.setString(5, by.serial());
            update.setObject(6, time(by.issuedAt()));
            return update.executeUpdate();
        }
    }

    /** Revokes it and says so to whoever makes the next list; false when it is revoked already. */
    static boolean revoke(Connection database, StoredCertificate stored, Instant at, RevocationReason reason)
            throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update certificate set revoked_at = ?, reason = ? where serial = ? and revoked_at is null")) {
            update.setObject(1, time(at));
            update.setString(2, reason.text());
            update.setString(3, stored.serial());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        RevocationListTable.changed(database, stored.authority());
        return true;
    }

    static Optional<StoredCertificate> find(Connection database, String serial) throws SQLException {
        return query(database, "where serial = ?", serial).stream().findFirst();
    }

    /** The same, and nobody else changes it before the end of the transaction. */
    static Optional<StoredCertificate> lock(Connection database, String serial) throws SQLException {
        return query(database, "where serial = ? for update", serial).stream().findFirst();
    }

    /** How many somebody got for a client since. */
    static int issued(Connection database, String clientId, String issuedBy, Instant since) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(
                "select count(*) from certificate where client_id = ? and issued_by = ? and issued_at > ?")) {
            select.setString(1, clientId);
            select.setString(2, issuedBy);
            select.setObject(3, time(since));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Those of a client that are neither revoked nor over, superseded ones too. */
    static List<StoredCertificate> goodOf(Connection database, String clientId, Instant now) throws SQLException {
        return query(
                database,
                "where client_id = ? and revoked_at is null and not_after > ? order by issued_at for update",
                clientId,
                now);
    }

    /** Those whose overlap is over. */
    static List<StoredCertificate> overdue(Connection database, Instant now) throws SQLException {
        return query(
                database,
                "where revoke_at <= ? and revoked_at is null and not_after > ? order by revoke_at limit 1000",
                now,
                now);
    }

    /** By their end, the nearest first; revoked and superseded ones too. */
    static List<StoredCertificate> list(Connection database, CertificateFilter filter) throws SQLException {
        Array sites = filter.sites().isPresent()
                ? database.createArrayOf("text", filter.sites().get().toArray())
                : null;
        return query(
                database,
                """
                where (?::text is null or client_id = ?) and (?::text is null or profile = ?)
                and (?::timestamptz is null or (not_after > ? and not_after <= ?))
                and (?::text[] is null or client_id in (select id from device where site = any (?)))
                and (?::text is null or (not_after, serial) > (select not_after, serial from certificate where serial = ?))
                order by not_after, serial limit ?
                """,
                filter.clientId().orElse(null),
                filter.clientId().orElse(null),
                filter.purpose().map(Purpose::text).orElse(null),
                filter.purpose().map(Purpose::text).orElse(null),
                filter.endsBefore().orElse(null),
                filter.now(),
                filter.endsBefore().orElse(null),
                sites,
                sites,
                filter.after().orElse(null),
                filter.after().orElse(null),
                filter.limit());
    }

    /** The newest of each id and profile, revoked ones left out, that end before a time. */
    static List<StoredCertificate> ending(Connection database, Instant now, Instant before) throws SQLException {
        return query(
                database,
                "where superseded_by is null and revoked_at is null and not_after > ? and not_after <= ? order by not_after limit 10000",
                now,
                before);
    }

    /** The one that ends first of each profile, of those in use. */
    static List<StoredCertificate> earliest(Connection database, Instant now) throws SQLException {
        return query(database, """
                where serial in (select distinct on (profile) serial from certificate
                where superseded_by is null and revoked_at is null and not_after > ? order by profile, not_after)
                """, now);
    }

    /** True for the one replica that may tell people that this one ends in so many days. */
    static boolean claimWarning(Connection database, String serial, int days) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update certificate set warned_days = ? where serial = ? and (warned_days is null or warned_days > ?)")) {
            update.setInt(1, days);
            update.setString(2, serial);
            update.setInt(3, days);
            return update.executeUpdate() == 1;
        }
    }

    /** Revoked ones of an authority that have not ended long ago. */
    static List<Revoked> revoked(Connection database, String authority, Instant endedAfter) throws SQLException {
        return query(
                        database,
                        "where authority = ? and revoked_at is not null and not_after > ? order by revoked_at, serial",
                        authority,
                        endedAfter)
                .stream()
                .map(stored -> new Revoked(
                        stored.certificate().number(),
                        stored.revokedAt().orElseThrow(),
                        stored.reason().orElse(RevocationReason.UNSPECIFIED)))
                .toList();
    }

    /** The clients that have certificates to log in with, and all of them revoked; and the end of the last. */
    static Map<String, Instant> revokedClients(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(REVOKED_CLIENTS.formatted(""))) {
            return revokedClients(select);
        }
    }

    /** The same of one client; empty when it is not one of them. */
    static Optional<Instant> revokedClient(Connection database, String clientId) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(REVOKED_CLIENTS.formatted("and client_id = ?"))) {
            select.setString(1, clientId);
            return Optional.ofNullable(revokedClients(select).get(clientId));
        }
    }

    private static Map<String, Instant> revokedClients(PreparedStatement select) throws SQLException {
        Map<String, Instant> found = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.put(row.getString("client_id"), instant(row, "ends").orElseThrow());
            }
        }
        return found;
    }

    private static List<StoredCertificate> query(Connection database, String condition, Object... values)
            throws SQLException {
        try (PreparedStatement select =
                database.prepareStatement("select " + COLUMNS + " from certificate " + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i] instanceof Instant instant ? time(instant) : values[i]);
            }
            List<StoredCertificate> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    private static StoredCertificate read(ResultSet row) throws SQLException {
        return new StoredCertificate(
                certificate(row.getString("pem")),
                row.getString("authority"),
                Purpose.named(row.getString("profile")).orElseThrow(),
                instant(row, "issued_at").orElseThrow(),
                row.getString("issued_by"),
                Optional.ofNullable(row.getString("superseded_by")),
                instant(row, "revoke_at"),
                instant(row, "revoked_at"),
                Optional.ofNullable(row.getString("reason")).flatMap(RevocationReason::named));
    }

    private static IssuedCertificate certificate(String pem) {
        try {
            return IssuedCertificate.of(Pem.certificate(pem));
        } catch (CertificateException defect) {
            throw new IllegalStateException("A certificate in the database cannot be read", defect);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
