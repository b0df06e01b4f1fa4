package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The table of revocation lists. */
final class RevocationListTable {
    private RevocationListTable() {}

    /** A list and whether something was revoked since. */
    record Row(RevocationList list, boolean changed) {

        /** @param fresh how long one is used as it is */
        boolean isDue(Instant now, Duration fresh) {
            return changed || !now.isBefore(list.thisUpdate().plus(fresh));
        }
    }

    static Optional<Row> find(Connection database, String authority) throws SQLException {
        return find(database, authority, "");
    }

    /** Keeps other replicas from making the next list at the same time. */
    static Row lock(Connection database, String authority) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                insert into revocation_list (authority, number, this_update, next_update, changed, content)
                values (?, 0, 'epoch', 'epoch', true, '') on conflict do nothing
                """)) {
            insert.setString(1, authority);
            insert.executeUpdate();
        }
        return find(database, authority, " for update").orElseThrow();
    }

    static void write(Connection database, String authority, RevocationList list) throws SQLException {
        try (PreparedStatement update = database.prepareStatement("""
                update revocation_list set number = ?, this_update = ?, next_update = ?, content = ? where authority = ?
                """)) {
            update.setLong(1, list.number());
            update.setObject(2, CertificateTable.time(list.thisUpdate()));
            update.setObject(3, CertificateTable.time(list.nextUpdate()));
            update.setBytes(4, list.encoded());
            update.setString(5, authority);
            update.executeUpdate();
        }
    }

    /** What was revoked until now is on the list that is being made. */
    static void settled(Connection database, String authority) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update revocation_list set changed = false where authority = ?")) {
            update.setString(1, authority);
            update.executeUpdate();
        }
    }

    static void changed(Connection database, String authority) throws SQLException {
        try (PreparedStatement upsert = database.prepareStatement("""
                insert into revocation_list (authority, number, this_update, next_update, changed, content)
                values (?, 0, 'epoch', 'epoch', true, '') on conflict (authority) do update set changed = true
                """)) {
            upsert.setString(1, authority);
            upsert.executeUpdate();
        }
    }

    private static Optional<Row> find(Connection database, String authority, String lock) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(
                "select number, this_update, next_update, changed, content from revocation_list where authority = ?"
                        + lock)) {
            select.setString(1, authority);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var list = new RevocationList(
                        row.getLong("number"),
                        instant(row, "this_update"),
                        instant(row, "next_update"),
                        row.getBytes("content"));
                return Optional.of(new Row(list, row.getBoolean("changed")));
            }
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
