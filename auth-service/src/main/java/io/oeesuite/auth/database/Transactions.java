package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** Runs work against PostgreSQL, all of it or nothing; blocks. */
@ApplicationScoped
public class Transactions {
    private final AgroalDataSource dataSource;

    Transactions(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Commits what the work has written, unless it throws.
     *
     * @throws DatabaseUnavailableException when PostgreSQL does not answer
     * @throws IllegalStateException when it refuses the statement
     */
    public <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return commit(connection, work);
        } catch (SQLException failure) {
            if (DatabaseUnavailableException.isMeantBy(failure)) {
                throw new DatabaseUnavailableException(failure);
            }
            throw new IllegalStateException(failure);
        }
    }

    private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.in(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
            connection.setAutoCommit(true);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // then PostgreSQL does it by itself; the first failure is the one to tell
        }
    }
}
