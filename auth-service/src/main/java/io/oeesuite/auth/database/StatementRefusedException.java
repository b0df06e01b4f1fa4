package io.oeesuite.auth.database;

import java.sql.SQLException;
import java.util.Set;

/** PostgreSQL answers, and refuses what it was told to do. */
public final class StatementRefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> OF_WHAT_WAS_WRITTEN = Set.of("22", "23", "54");

    private final String state;

    StatementRefusedException(SQLException cause) {
        super(cause);
        state = String.valueOf(cause.getSQLState());
    }

    /** SQLSTATE. */
    public String state() {
        return state;
    }

    /** Whether another value would have been taken: the same one is refused for ever. */
    public boolean isForItsValue() {
        return OF_WHAT_WAS_WRITTEN.stream().anyMatch(state::startsWith);
    }
}
