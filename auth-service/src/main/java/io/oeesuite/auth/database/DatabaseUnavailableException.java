package io.oeesuite.auth.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** PostgreSQL does not answer; what was asked for may be tried again. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    DatabaseUnavailableException(String message) {
        super(message);
    }

    /** Whether it tells of a lost or missing connection, and not of what was asked. */
    static boolean isMeantBy(SQLException failure) {
        String state = failure.getSQLState();
        // without a state it is the pool's: none could be had in time
        return failure instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
    }
}
