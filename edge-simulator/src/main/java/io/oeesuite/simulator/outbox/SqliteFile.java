package io.oeesuite.simulator.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import org.sqlite.SQLiteConfig;

/** The database file of one edge node. Write-ahead logged: what has been committed outlives a killed process. Not thread-safe. */
public final class SqliteFile implements Notebook, AutoCloseable {

    private final Path file;
    private final Connection connection;
    private boolean inTransaction;

    private SqliteFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the file, or creates it with its folders.
     *
     * @throws OutboxFailure when it cannot be written, is locked by another process, or is no database
     */
    public static SqliteFile open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setBusyTimeout(2000);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            SqliteFile opened = new SqliteFile(file, connection);
            opened.createTables();
            return opened;
        } catch (SQLException | IOException broken) {
            throw new OutboxFailure(
                    file + " cannot be used: " + broken.getMessage()
                            + ". Is another simulator using it, or may SIMULATOR_DATA_DIR not be written?",
                    broken);
        }
    }

    private void createTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS outbox"
                    + " (id INTEGER PRIMARY KEY AUTOINCREMENT, device TEXT, metrics BLOB NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS notebook (name TEXT PRIMARY KEY, text TEXT NOT NULL)");
        }
    }

    @Override
    public Optional<String> read(String name) {
        return with("SELECT text FROM notebook WHERE name = ?", statement -> {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }

    @Override
    public void write(String name, String text) {
        with("INSERT INTO notebook VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text", statement -> {
            statement.setString(1, name);
            statement.setString(2, text);
            return statement.executeUpdate();
        });
    }

    @Override
    public void atomically(Runnable work) {
        if (inTransaction) {
            work.run();
            return;
        }
        inTransaction = true;
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
        } catch (SQLException broken) {
            throw failure(broken);
        } finally {
            inTransaction = false;
            endTransaction();
        }
    }

    private void endTransaction() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            throw failure(broken);
        }
    }

    <T> T with(String sql, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException broken) {
            throw failure(broken);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw failure(broken);
        }
    }

    private OutboxFailure failure(SQLException broken) {
        return new OutboxFailure(file + ": " + broken.getMessage(), broken);
    }

    /** Something done with a prepared statement. */
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
