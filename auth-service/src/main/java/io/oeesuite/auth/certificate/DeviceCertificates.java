package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.device.Belongings;

/** The certificates of a device that is registered or removed. */
@ApplicationScoped
class DeviceCertificates implements Belongings {
    private final Authority authority;
    private final AuditTable audit;
    private final Clock clock;

    DeviceCertificates(Authority authority, AuditTable audit, Clock clock) {
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public boolean letsIn(Connection database, String id) throws SQLException {
        return !CertificateTable.goodOf(database, id, now()).isEmpty();
    }

    @Override
    public void end(Connection database, String id, String actor) throws SQLException {
        Instant now = now();
        for (StoredCertificate stored : CertificateTable.goodOf(database, id, now)) {
            var reason = RevocationReason.CESSATION_OF_OPERATION;
            if (authority.isOf(stored)) {
                authority.required().revoke(new Revoked(stored.certificate().number(), now, reason));
            }
            CertificateTable.revoke(database, stored, now, reason);
            audit.write(
                    database,
                    AuditEntry.done(
                            "certificate-revoked",
                            actor,
                            id,
                            "serial=" + stored.serial() + " reason=" + reason.text() + ": the device was removed"));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
