package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done within one transaction. */
@FunctionalInterface
public interface Work<T> {
    T in(Connection database) throws SQLException;
}
