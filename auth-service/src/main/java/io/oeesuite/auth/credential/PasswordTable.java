package io.oeesuite.auth.credential;

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
import java.util.UUID;

import org.jboss.logging.Logger;

/** Passwords in PostgreSQL, the newest of a device first. */
final class PasswordTable {
    private static final Logger LOG = Logger.getLogger(PasswordTable.class);
    private static final String SELECT =
            "select device_id, id, hash, created_at, created_by, valid_until from device_password";
    private static final String ORDER = " order by device_id, created_at desc, id";

    private PasswordTable() {}

    static Map<String, List<StoredPassword>> all(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(SELECT + ORDER)) {
            return byDevice(select);
        }
    }

    static List<StoredPassword> of(Connection database, String deviceId) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(SELECT + " where device_id = ?" + ORDER)) {
            select.setString(1, deviceId);
            return byDevice(select).getOrDefault(deviceId, List.of());
        }
    }

    static void insert(Connection database, String deviceId, StoredPassword password) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(
                "insert into device_password (id, device_id, hash, created_at, created_by) values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, password.id());
            insert.setString(2, deviceId);
            insert.setString(3, password.hash().phc());
            insert.setObject(4, atUtc(password.createdAt()));
            insert.setString(5, password.createdBy());
            insert.executeUpdate();
        }
    }

    /** @param latest a password that is good for longer is good until then */
    static void endBy(Connection database, UUID id, Instant latest) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update device_password set valid_until = least(coalesce(valid_until, 'infinity'), ?) where id = ?")) {
            update.setObject(1, atUtc(latest));
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    /** @return whether there was one */
    static boolean delete(Connection database, String deviceId, UUID id) throws SQLException {
        try (PreparedStatement delete =
                database.prepareStatement("delete from device_password where device_id = ? and id = ?")) {
            delete.setString(1, deviceId);
            delete.setObject(2, id);
            return delete.executeUpdate() > 0;
        }
    }

    /** Unless it was changed meanwhile. */
    static void rehash(Connection database, UUID id, PasswordHash old, PasswordHash now) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update device_password set hash = ? where id = ? and hash = ?")) {
            update.setString(1, now.phc());
            update.setObject(2, id);
            update.setString(3, old.phc());
            update.executeUpdate();
        }
    }

    private static Map<String, List<StoredPassword>> byDevice(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            Map<String, List<StoredPassword>> passwords = new HashMap<>();
            while (rows.next()) {
                String deviceId = rows.getString("device_id");
                password(rows)
                        .ifPresent(password -> passwords
                                .computeIfAbsent(deviceId, _ -> new ArrayList<>())
                                .add(password));
            }
            return passwords;
        }
    }

    /** Empty for one that somebody else has written, and wrongly: it must not keep out all others. */
    private static Optional<StoredPassword> password(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        try {
            return Optional.of(new StoredPassword(
                    id,
                    PasswordHash.parse(row.getString("hash")),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getString("created_by"),
                    Optional.ofNullable(row.getObject("valid_until", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)));
        } catch (IllegalArgumentException notOurs) {
            LOG.warnf("Password %s is passed over: %s", id, notOurs.getMessage());
            return Optional.empty();
        }
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
