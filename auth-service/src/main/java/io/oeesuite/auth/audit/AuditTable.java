package io.oeesuite.auth.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** The table of what is kept. */
@ApplicationScoped
public class AuditTable {
    private static final Logger LOG = Logger.getLogger("io.oeesuite.auth.audit");
    private static final String INSERT = """
            insert into audit (at, last_at, times, action, actor, subject, address, outcome, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Clock clock;

    AuditTable(Clock clock) {
        this.clock = clock;
    }

    /** Within the transaction of what was done: neither is there without the other. */
    public void write(Connection database, AuditEntry entry) throws SQLException {
        Instant now = clock.instant();
        write(database, entry, now, now, 1);
        log(entry, 1);
    }

    static void write(Connection database, AuditEntry entry, Instant first, Instant last, long times)
            throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(INSERT)) {
            insert.setObject(1, OffsetDateTime.ofInstant(first, ZoneOffset.UTC));
            insert.setObject(2, OffsetDateTime.ofInstant(last, ZoneOffset.UTC));
            insert.setLong(3, times);
            insert.setString(4, entry.action());
            insert.setString(5, entry.actor());
            insert.setString(6, entry.subject());
            insert.setString(7, entry.address());
            insert.setString(8, entry.outcome());
            insert.setString(9, entry.reason());
            insert.executeUpdate();
        }
    }

    static void log(AuditEntry entry, long times) {
        LOG.infof(
                "Audit: action=%s outcome=%s actor=%s subject=%s address=%s times=%d reason=%s",
                entry.action(),
                entry.outcome(),
                printable(entry.actor()),
                printable(entry.subject()),
                entry.address(),
                times,
                printable(entry.reason()));
    }

    /** Whoever chooses a client id must not choose lines of the log. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]", "?");
    }
}
