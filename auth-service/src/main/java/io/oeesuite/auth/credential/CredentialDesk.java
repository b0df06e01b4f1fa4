package io.oeesuite.auth.credential;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.DeviceDesk;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.mqttaccess.ClientId;

/** Gives devices passwords and tokens, and takes them away. Roles other than {@code edge_} get none: theirs are certificates. */
@ApplicationScoped
class CredentialDesk {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final DeviceDesk devices;
    private final DevicePasswords passwords;
    private final PasswordRegistry registry;
    private final Tokens tokens;
    private final CredentialConfig config;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final AuditTable audit;
    private final Clock clock;

    CredentialDesk(
            DeviceDesk devices,
            DevicePasswords passwords,
            PasswordRegistry registry,
            Tokens tokens,
            CredentialConfig config,
            Transactions transactions,
            ChangeFeed feed,
            AuditTable audit,
            Clock clock) {
        this.devices = devices;
        this.passwords = passwords;
        this.registry = registry;
        this.tokens = tokens;
        this.config = config;
        this.transactions = transactions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    List<StoredPassword> list(Caller caller, String deviceId) {
        devices.require(caller, deviceId);
        return registry.of(deviceId);
    }

    /**
     * Makes a new password. The one before stays good for a while, those before it are gone.
     *
     * @param overlap for how long; none: as the settings say
     */
    NewPassword renew(Caller caller, String deviceId, Optional<Duration> overlap) {
        requirePossible(caller, deviceId);
        Duration kept = overlap.orElse(config.password().overlap());
        if (kept.isNegative() || kept.compareTo(LONGEST_OVERLAP) > 0) {
            throw Problem.badParameter("overlap", kept.toString(), "PT0S.." + LONGEST_OVERLAP)
                    .thrown();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String password = GeneratedPassword.next();
        var stored = new StoredPassword(
                UUID.randomUUID(), passwords.hash(deviceId, password), now, caller.name(), Optional.empty());
        transactions.run(database -> {
            requireStillThere(database, deviceId);
            List<StoredPassword> before = PasswordTable.of(database, deviceId);
            for (StoredPassword old : before.stream().skip(1).toList()) {
                PasswordTable.delete(database, deviceId, old.id());
            }
            if (!before.isEmpty()) {
                PasswordTable.endBy(database, before.getFirst().id(), now.plus(kept));
            }
            PasswordTable.insert(database, deviceId, stored);
            audit.write(
                    database,
                    AuditEntry.done(
                            before.isEmpty() ? "password-set" : "password-rotated",
                            caller.name(),
                            deviceId,
                            before.isEmpty() ? "" : "the one before is good for another " + kept));
            return null;
        });
        feed.reload(PasswordRegistry.KIND, deviceId);
        Optional<Instant> previous =
                registry.of(deviceId).stream().skip(1).findFirst().flatMap(StoredPassword::validUntil);
        return new NewPassword(deviceId, stored.id(), password, now, previous.orElse(null));
    }

    void revoke(Caller caller, String deviceId, UUID id) {
        devices.requireForChange(caller, deviceId);
        transactions.run(database -> {
            if (!PasswordTable.delete(database, deviceId, id)) {
                throw Problem.notFound(
                                "unknown-password",
                                "Unknown password",
                                "The device has no password " + id + "; GET /api/v1/devices/{id}/passwords lists them.")
                        .thrown();
            }
            audit.write(database, AuditEntry.done("password-revoked", caller.name(), deviceId, id.toString()));
            return null;
        });
        feed.reload(PasswordRegistry.KIND, deviceId);
    }

    void revokeAll(Caller caller, String deviceId) {
        devices.requireForChange(caller, deviceId);
        transactions.run(database -> {
            List<StoredPassword> all = PasswordTable.of(database, deviceId);
            for (StoredPassword each : all) {
                PasswordTable.delete(database, deviceId, each.id());
            }
            audit.write(database, AuditEntry.done("password-revoked", caller.name(), deviceId, "all " + all.size()));
            return null;
        });
        feed.reload(PasswordRegistry.KIND, deviceId);
    }

    NewToken issue(Caller caller, String deviceId, Optional<Duration> validity) {
        requirePossible(caller, deviceId);
        Duration wanted = validity.orElse(config.token().validity());
        Duration longest = config.token().longestValidity();
        if (wanted.compareTo(Duration.ofSeconds(1)) < 0 || wanted.compareTo(longest) > 0) {
            throw Problem.badParameter("validity", wanted.toString(), "PT1S.." + longest)
                    .thrown();
        }
        Optional<Instant> notBefore = devices.require(caller, deviceId).tokensValidFrom();
        NewToken token = tokens.issue(deviceId, wanted, notBefore);
        transactions.run(database -> {
            audit.write(
                    database, AuditEntry.done("token-issued", caller.name(), deviceId, "until " + token.expiresAt()));
            return null;
        });
        return token;
    }

    void withdrawTokens(Caller caller, String deviceId) {
        devices.withdrawTokens(caller, deviceId);
    }

    private void requirePossible(Caller caller, String deviceId) {
        devices.requireForChange(caller, deviceId);
        if (DevicePasswords.needsCertificate(ClientId.of(deviceId))) {
            throw Problem.conflict(
                            "needs-certificate",
                            "The role connects with a certificate only",
                            "\"" + deviceId
                                    + "\" belongs to a role that may do more than its own machine's data; give it a certificate.")
                    .thrown();
        }
    }

    private static void requireStillThere(Connection database, String deviceId) throws SQLException {
        // also keeps two rotations of the same device from crossing
        try (PreparedStatement lock = database.prepareStatement("select 1 from device where id = ? for update")) {
            lock.setString(1, deviceId);
            if (!lock.executeQuery().next()) {
                throw Problem.notFound("unknown-device", "Unknown device", "The device was removed meanwhile.")
                        .thrown();
            }
        }
    }
}
