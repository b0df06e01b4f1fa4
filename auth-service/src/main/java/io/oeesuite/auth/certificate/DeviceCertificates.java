package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.device.Belongings;

/** The certificates of a device that is registered or removed. */
@ApplicationScoped
class DeviceCertificates implements Belongings {
    private final Revoking revoking;
    private final Clock clock;

    DeviceCertificates(Revoking revoking, Clock clock) {
        this.revoking = revoking;
        this.clock = clock;
    }

    @Override
    public boolean letsIn(Connection database, String id) throws SQLException {
        return !CertificateTable.goodOf(database, id, now()).isEmpty();
    }

    @Override
    public void end(Connection database, String id, String actor) throws SQLException {
        var cause = new Revoking.Cause(RevocationReason.CESSATION_OF_OPERATION, actor, "the device was removed");
        for (StoredCertificate stored : CertificateTable.goodOf(database, id, now())) {
            revoking.revoke(database, stored, cause);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
