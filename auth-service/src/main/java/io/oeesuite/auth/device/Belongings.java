package io.oeesuite.auth.device;

import java.sql.Connection;
import java.sql.SQLException;

/** What other steps have on record for a client id, whether or not it is registered. A bean of each such step. */
public interface Belongings {

    /** Whether there is something that lets in whoever has it. */
    boolean letsIn(Connection database, String id) throws SQLException;

    /**
     * Ends all of it, for good; within the transaction that removes the device.
     *
     * @param actor for the audit
     */
    void end(Connection database, String id, String actor) throws SQLException;
}
