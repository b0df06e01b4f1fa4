package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A part of the database that is kept in memory. {@link ChangeFeed} fills it before the first answer, and again after every loss of PostgreSQL; in between it is told what has changed,
 * by whichever replica. Calls come one at a time; readers are on other threads.
 */
public interface Remembered {
    /** The first word of what the table's trigger {@code tell_change} says. */
    String kind();

    /** Reads everything, and forgets what is no longer there. */
    void load(Connection database) throws SQLException;

    /** Reads one thing again, which may be gone. */
    void reload(Connection database, String key) throws SQLException;
}
