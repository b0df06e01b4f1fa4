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

/** Passwords in PostgreSQL, the newest of a device first. */
final class PasswordTable {
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
                passwords
                        .computeIfAbsent(rows.getString("device_id"), _ -> new ArrayList<>())
                        .add(new StoredPassword(
                                rows.getObject("id", UUID.class),
                                PasswordHash.parse(rows.getString("hash")),
                                rows.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                rows.getString("created_by"),
                                Optional.ofNullable(rows.getObject("valid_until", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)));
            }
            return passwords;
        }
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
