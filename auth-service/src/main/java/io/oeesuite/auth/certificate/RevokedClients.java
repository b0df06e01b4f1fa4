package io.oeesuite.auth.certificate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.Remembered;
import io.oeesuite.auth.device.Objection;

/**
 * The clients whose certificates were all revoked, in memory. A broker tells the name in a certificate and not which one it is: a client that has a good one besides is let in, and it is the revocation list at
 * the broker that tells the two apart.
 */
@ApplicationScoped
class RevokedClients implements Remembered, Objection {
    static final String KIND = "certificate";

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    RevokedClients(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<String> against(String clientId) {
        return Optional.ofNullable(until.get(clientId))
                .filter(end -> clock.instant().isBefore(end))
                .map(_ -> "certificate-revoked");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void load(Connection database) throws SQLException {
        Map<String, Instant> all = CertificateTable.revokedClients(database);
        until.putAll(all);
        until.keySet().retainAll(all.keySet());
    }

    @Override
    public void reload(Connection database, String clientId) throws SQLException {
        CertificateTable.revokedClient(database, clientId)
                .ifPresentOrElse(end -> until.put(clientId, end), () -> until.remove(clientId));
    }

    @Override
    public String toString() {
        return until.size() + " clients with revoked certificates";
    }
}
