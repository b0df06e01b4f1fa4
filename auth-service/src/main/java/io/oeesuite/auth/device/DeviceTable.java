package io.oeesuite.auth.device;

import java.sql.Array;
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
import java.util.Set;

/** Devices in PostgreSQL. */
final class DeviceTable {
    private static final String SELECT = """
            select id, type, site, enabled, description, tokens_valid_from, created_at, created_by, changed_at, changed_by,
                   array(select group_name from device_in_group where device_id = id) as groups
            from device
            """;

    private DeviceTable() {}

    static List<Device> all(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(SELECT);
                ResultSet rows = select.executeQuery()) {
            List<Device> devices = new ArrayList<>();
            while (rows.next()) {
                devices.add(device(rows));
            }
            return devices;
        }
    }

    static Optional<Device> find(Connection database, String id) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(SELECT + " where id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(device(rows)) : Optional.empty();
            }
        }
    }

    static void insert(Connection database, Device device) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                insert into device (type, site, description, changed_at, changed_by, id, created_at, created_by, enabled)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            setFields(insert, device);
            insert.setString(6, device.id());
            insert.setObject(7, atUtc(device.created().at()));
            insert.setString(8, device.created().by());
            insert.setBoolean(9, device.enabled());
            insert.executeUpdate();
        }
        setGroups(database, device.id(), device.groups());
    }

    /**
     * Changes everything but whether it is switched on: that is said apart, so that whoever describes a device does not let it in again.
     *
     * @return whether there was one
     */
    static boolean update(Connection database, Device device) throws SQLException {
        try (PreparedStatement update = database.prepareStatement("""
                update device set type = ?, site = ?, description = ?, changed_at = ?, changed_by = ? where id = ?
                """)) {
            setFields(update, device);
            update.setString(6, device.id());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        setGroups(database, device.id(), device.groups());
        return true;
    }

    /** @return whether there was one */
    static boolean setEnabled(Connection database, String id, boolean enabled, Device.Stamp changed)
            throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update device set enabled = ?, changed_at = ?, changed_by = ? where id = ?")) {
            update.setBoolean(1, enabled);
            update.setObject(2, atUtc(changed.at()));
            update.setString(3, changed.by());
            update.setString(4, id);
            return update.executeUpdate() > 0;
        }
    }

    static void withdrawTokens(Connection database, String id, Instant before) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update device set tokens_valid_from = ? where id = ?")) {
            update.setObject(1, atUtc(before));
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /** @return whether there was one */
    static boolean delete(Connection database, String id) throws SQLException {
        try (PreparedStatement delete = database.prepareStatement("delete from device where id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    private static void setFields(PreparedStatement statement, Device device) throws SQLException {
        statement.setString(1, device.type().orElse(null));
        statement.setString(2, device.site().orElse(null));
        statement.setString(3, device.description());
        statement.setObject(4, atUtc(device.changed().at()));
        statement.setString(5, device.changed().by());
    }

    private static void setGroups(Connection database, String id, Set<String> groups) throws SQLException {
        Array names = database.createArrayOf("text", groups.toArray());
        try (PreparedStatement delete = database.prepareStatement(
                        "delete from device_in_group where device_id = ? and group_name <> all (?)");
                PreparedStatement insert = database.prepareStatement(
                        "insert into device_in_group (device_id, group_name) select ?, unnest(?) on conflict do nothing")) {
            for (PreparedStatement each : List.of(delete, insert)) {
                each.setString(1, id);
                each.setArray(2, names);
                each.executeUpdate();
            }
        }
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getString("id"),
                Optional.ofNullable(row.getString("type")),
                Set.of((String[]) row.getArray("groups").getArray()),
                Optional.ofNullable(row.getString("site")),
                row.getBoolean("enabled"),
                row.getString("description"),
                Optional.ofNullable(row.getObject("tokens_valid_from", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                new Device.Stamp(instant(row, "created_at"), row.getString("created_by")),
                new Device.Stamp(instant(row, "changed_at"), row.getString("changed_by")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
