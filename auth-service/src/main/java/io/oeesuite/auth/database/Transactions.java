package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.oeesuite.auth.problem.Problem;

/** Runs work against PostgreSQL, all of it or nothing; blocks. */
@ApplicationScoped
public class Transactions {
    /** PostgreSQL stores every character but U+0000. */
    private static final String UNTRANSLATABLE_CHARACTER = "22021";

    private final AgroalDataSource dataSource;

    Transactions(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Commits what the work has written, unless it throws.
     *
     * @throws DatabaseUnavailableException when PostgreSQL does not answer
     * @throws io.oeesuite.httpaccess.ProblemException 400 when somebody sent a text that it cannot store
     * @throws StatementRefusedException when it refuses the statement
     */
    public <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return commit(connection, work);
        } catch (SQLException failure) {
            if (UNTRANSLATABLE_CHARACTER.equals(failure.getSQLState())) {
                throw Problem.badRequest(
                                "unreadable-text",
                                "A text cannot be read",
                                "It has a character that no text has: U+0000.")
                        .thrown();
            }
            if (DatabaseUnavailableException.isMeantBy(failure)) {
                throw new DatabaseUnavailableException(failure);
            }
            throw new StatementRefusedException(failure);
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
