package io.oeesuite.auth.device;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.problem.Problem;

/** Names that devices refer to: their types, or their groups. */
final class Catalogue {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final String table;
    private final String word;
    private final Transactions transactions;
    private final AuditTable audit;

    /**
     * @param table with name, description, created_at, created_by
     * @param word for people and the audit
     */
    Catalogue(String table, String word, Transactions transactions, AuditTable audit) {
        this.table = table;
        this.word = word;
        this.transactions = transactions;
        this.audit = audit;
    }

    List<CatalogueEntry> list() {
        return transactions.run(database -> {
            try (PreparedStatement select = database.prepareStatement(
                            "select name, description, created_at, created_by from " + table + " order by name");
                    ResultSet rows = select.executeQuery()) {
                List<CatalogueEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(new CatalogueEntry(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            rows.getString(4)));
                }
                return entries;
            }
        });
    }

    /** Adds it, or changes its description. */
    void put(String actor, String name, String description) {
        String checkedName = Said.name("name", name);
        String checkedDescription = Said.description(description);
        transactions.run(database -> {
            try (PreparedStatement upsert = database.prepareStatement(
                    "insert into " + table
                            + " (name, description, created_by) values (?, ?, ?) on conflict (name) do update set description = excluded.description")) {
                upsert.setString(1, checkedName);
                upsert.setString(2, checkedDescription);
                upsert.setString(3, actor);
                upsert.executeUpdate();
            }
            audit.write(database, AuditEntry.done(word + "-put", actor, checkedName, ""));
            return null;
        });
    }

    void remove(String actor, String name) {
        transactions.run(database -> {
            try (PreparedStatement delete = database.prepareStatement("delete from " + table + " where name = ?")) {
                delete.setString(1, name);
                if (delete.executeUpdate() == 0) {
                    throw Problem.notFound(
                                    "unknown-" + word, "Unknown " + word, "There is no " + word + " \"" + name + "\".")
                            .thrown();
                }
            } catch (SQLException refused) {
                if (FOREIGN_KEY_VIOLATION.equals(refused.getSQLState())) {
                    throw Problem.conflict(
                                    word + "-in-use",
                                    "There are devices with it",
                                    "Devices refer to \"" + name + "\"; change them first.")
                            .thrown();
                }
                throw refused;
            }
            audit.write(database, AuditEntry.done(word + "-deleted", actor, name, ""));
            return null;
        });
    }
}
