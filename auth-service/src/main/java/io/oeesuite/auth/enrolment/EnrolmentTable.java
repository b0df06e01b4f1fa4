package io.oeesuite.auth.enrolment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables of tokens, and of those who asked without one. */
final class EnrolmentTable {
    private static final String UNSPENT = """
            select t.device_id, t.hash, t.valid_until,
                   (select max(c.not_after) from certificate c where c.client_id = t.device_id and c.revoked_at is null) as certified_until
            from enrolment_token t where t.used_at is null""";
    private static final String UNSPENT_ORDER = " order by t.created_at";

    private EnrolmentTable() {}

    /** A token as it is kept. */
    record StoredToken(
            UUID id,
            String deviceId,
            Instant createdAt,
            String createdBy,
            Instant validUntil,
            Optional<Instant> usedAt) {}

    static void insert(Connection database, StoredToken token, byte[] hash) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(
                "insert into enrolment_token (id, device_id, hash, created_at, created_by, valid_until) values (?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, token.id());
            insert.setString(2, token.deviceId());
            insert.setBytes(3, hash);
            insert.setObject(4, time(token.createdAt()));
            insert.setString(5, token.createdBy());
            insert.setObject(6, time(token.validUntil()));
            insert.executeUpdate();
        }
    }

    /** Earlier tokens of the device that were not used are gone. */
    static int forget(Connection database, String deviceId) throws SQLException {
        try (PreparedStatement delete =
                database.prepareStatement("delete from enrolment_token where device_id = ? and used_at is null")) {
            delete.setString(1, deviceId);
            return delete.executeUpdate();
        }
    }

    /** Uses the token up; of several who try at the same time one gets true. */
    static boolean use(Connection database, byte[] hash, Instant now) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update enrolment_token set used_at = ? where hash = ? and used_at is null and valid_until > ?")) {
            update.setObject(1, time(now));
            update.setBytes(2, hash);
            update.setObject(3, time(now));
            return update.executeUpdate() == 1;
        }
    }

    /** Whether it could be used now. */
    static boolean isGood(Connection database, byte[] hash, Instant now) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(
                "select 1 from enrolment_token where hash = ? and used_at is null and valid_until > ?")) {
            select.setBytes(1, hash);
            select.setObject(2, time(now));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whose token it is, used or not. */
    static Optional<String> owner(Connection database, byte[] hash) throws SQLException {
        try (PreparedStatement select =
                database.prepareStatement("select device_id from enrolment_token where hash = ?")) {
            select.setBytes(1, hash);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The certificate that a token was good for. */
    static void setSerial(Connection database, byte[] hash, String serial) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update enrolment_token set serial = ? where hash = ?")) {
            update.setString(1, serial);
            update.setBytes(2, hash);
            update.executeUpdate();
        }
    }

    static Optional<String> serial(Connection database, byte[] hash) throws SQLException {
        try (PreparedStatement select =
                database.prepareStatement("select serial from enrolment_token where hash = ?")) {
            select.setBytes(1, hash);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The oldest first. */
    static List<UnspentToken> unspent(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(UNSPENT + UNSPENT_ORDER)) {
            return unspent(select);
        }
    }

    /** The newest of the device. */
    static Optional<UnspentToken> unspent(Connection database, String deviceId) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(UNSPENT + " and t.device_id = ?" + UNSPENT_ORDER)) {
            select.setString(1, deviceId);
            return unspent(select).reversed().stream().findFirst();
        }
    }

    private static List<UnspentToken> unspent(PreparedStatement select) throws SQLException {
        List<UnspentToken> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new UnspentToken(
                        row.getString("device_id"),
                        row.getBytes("hash"),
                        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("certified_until", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
            }
        }
        return found;
    }

    static Optional<EnrolmentRequest> find(Connection database, String clientId) throws SQLException {
        return select(database, "where client_id = ?", clientId).stream().findFirst();
    }

    /** The same, and nobody else changes it before the end of the transaction. */
    static Optional<EnrolmentRequest> lock(Connection database, String clientId) throws SQLException {
        return select(database, "where client_id = ? for update", clientId).stream()
                .findFirst();
    }

    static List<EnrolmentRequest> pending(Connection database) throws SQLException {
        return select(database, "where decision = 'pending' order by last_at desc");
    }

    static int countPending(Connection database) throws SQLException {
        try (PreparedStatement select =
                        database.prepareStatement("select count(*) from enrolment_request where decision = 'pending'");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** In the place of an earlier one for the same id. */
    static void put(Connection database, EnrolmentRequest request) throws SQLException {
        try (PreparedStatement upsert = database.prepareStatement("""
                insert into enrolment_request (client_id, key_hash, csr, address, first_at, last_at, times, decision)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (client_id) do update set key_hash = excluded.key_hash, csr = excluded.csr, address = excluded.address, first_at = excluded.first_at,
                last_at = excluded.last_at, times = excluded.times, decision = excluded.decision, decided_by = null, decided_at = null, serial = null
                """)) {
            upsert.setString(1, request.clientId());
            upsert.setString(2, request.keyHash());
            upsert.setString(3, request.csr());
            upsert.setString(4, request.address());
            upsert.setObject(5, time(request.firstAt()));
            upsert.setObject(6, time(request.lastAt()));
            upsert.setLong(7, request.times());
            upsert.setString(8, request.decision().text());
            upsert.executeUpdate();
        }
    }

    /** It was asked once more; what was decided, and when, stays. */
    static void askedAgain(Connection database, String clientId, String address, Instant now) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update enrolment_request set address = ?, last_at = ?, times = times + 1 where client_id = ?")) {
            update.setString(1, address);
            update.setObject(2, time(now));
            update.setString(3, clientId);
            update.executeUpdate();
        }
    }

    /** @param serial of the certificate that an approved one got */
    static void decide(
            Connection database,
            String clientId,
            EnrolmentRequest.Decision made,
            String by,
            Optional<String> serial,
            Instant now)
            throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update enrolment_request set decision = ?, decided_by = ?, decided_at = ?, serial = ? where client_id = ?")) {
            update.setString(1, made.text());
            update.setString(2, by);
            update.setObject(3, time(now));
            update.setString(4, serial.orElse(null));
            update.setString(5, clientId);
            update.executeUpdate();
        }
    }

    static int forgetOlder(Connection database, Instant than) throws SQLException {
        try (PreparedStatement delete = database.prepareStatement("delete from enrolment_request where last_at < ?")) {
            delete.setObject(1, time(than));
            return delete.executeUpdate();
        }
    }

    private static List<EnrolmentRequest> select(Connection database, String condition, String... values)
            throws SQLException {
        try (PreparedStatement select = database.prepareStatement(
                "select client_id, key_hash, csr, address, first_at, last_at, times, decision, decided_by, serial from enrolment_request "
                        + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<EnrolmentRequest> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new EnrolmentRequest(
                            row.getString("client_id"),
                            row.getString("key_hash"),
                            row.getString("csr"),
                            row.getString("address"),
                            row.getObject("first_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_at", OffsetDateTime.class).toInstant(),
                            row.getLong("times"),
                            EnrolmentRequest.Decision.of(row.getString("decision")),
                            Optional.ofNullable(row.getString("decided_by")),
                            Optional.ofNullable(row.getString("serial"))));
                }
            }
            return found;
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
