package io.oeesuite.auth.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.certificate.Issued;
import io.oeesuite.auth.certificate.Issuing;
import io.oeesuite.auth.certificate.Prepared;
import io.oeesuite.auth.certificate.StoredCertificate;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceDesk;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.secret.EnrolmentToken;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** Gives a new device its first certificate for a token that an engineer has made for it; each token brings one. */
@ApplicationScoped
public class TokenEnrolment implements CheckedSettings {
    private static final Duration LONGEST_TOKEN = Duration.ofDays(30);

    private final Issuing issuing;
    private final DeviceDesk devices;
    private final EnrolmentConfig config;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final AuditTable audit;
    private final Clock clock;

    TokenEnrolment(
            Issuing issuing,
            DeviceDesk devices,
            EnrolmentConfig config,
            Transactions transactions,
            ChangeFeed feed,
            AuditTable audit,
            Clock clock) {
        this.issuing = issuing;
        this.devices = devices;
        this.config = config;
        this.transactions = transactions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void checkSettings() {
        if (!config.tokenValidity().isPositive() || config.tokenValidity().compareTo(LONGEST_TOKEN) > 0) {
            throw new InvalidSettings(
                    "OEE_ENROLMENT_TOKEN_VALIDITY must be positive, and " + LONGEST_TOKEN + " at most.");
        }
    }

    /** A token, the only time it is seen. */
    record NewToken(String deviceId, String token, Instant validUntil) {}

    /** An earlier token of the device that was not used is no longer good. */
    NewToken makeToken(Caller caller, String deviceId, Optional<Duration> validity) {
        Device device = devices.requireForChange(caller, deviceId);
        Duration good = validity.orElse(config.tokenValidity());
        if (!good.isPositive() || good.compareTo(LONGEST_TOKEN) > 0) {
            throw Problem.badParameter("validity", good.toString(), "up to " + LONGEST_TOKEN)
                    .thrown();
        }
        Instant now = now();
        String token = EnrolmentToken.next();
        var stored = new EnrolmentTable.StoredToken(
                UUID.randomUUID(), device.id(), now, caller.name(), now.plus(good), Optional.empty());
        transactions.run(database -> {
            EnrolmentTable.forget(database, deviceId);
            EnrolmentTable.insert(database, stored, EnrolmentToken.hash(token));
            audit.write(
                    database,
                    AuditEntry.done("enrolment-token-made", caller.name(), deviceId, "until=" + stored.validUntil()));
            return null;
        });
        feed.reload(UnspentTokens.KIND, deviceId);
        return new NewToken(deviceId, token, stored.validUntil());
    }

    /**
     * A certificate for the device of the token. The request is checked first, so that a wrong one does not use the token up.
     *
     * @param claimed the id that asks; none: the token's
     */
    public Issued enrol(Optional<String> claimed, String token, String csr) {
        return enrol(claimed, token, csr, (_, _) -> Optional.empty());
    }

    /** The same, where questions may come twice and answers may get lost: asked again for the same key it answers with the same certificate, while that is good. */
    Issued enrolOrRepeat(String id, String token, String csr) {
        return enrol(Optional.of(id), token, csr, this::issuedBefore);
    }

    /** Whose token it is, spent or not. */
    Optional<String> ownerOf(String token) {
        return transactions.run(database -> EnrolmentTable.owner(database, EnrolmentToken.hash(token)));
    }

    /** What a token has brought before. */
    @FunctionalInterface
    private interface Repetition {
        Optional<Issued> find(Spent spent, Connection database) throws SQLException;
    }

    private record Spent(byte[] hash, Prepared prepared) {}

    private Issued enrol(Optional<String> claimed, String token, String csr, Repetition repetition) {
        byte[] hash = EnrolmentToken.hash(token);
        String deviceId = ownerOf(token)
                .filter(owner -> claimed.isEmpty() || claimed.get().equals(owner))
                .orElseThrow(() -> refused().thrown());
        var spent = new Spent(hash, issuing.prepare(deviceId, csr));
        if (!transactions.run(database -> EnrolmentTable.isGood(database, hash, now()))) {
            return transactions
                    .run(database -> repetition.find(spent, database))
                    .orElseThrow(() -> refused().thrown());
        }
        Issued issued = issuing.issue(spent.prepared(), (database, signed) -> {
            if (!EnrolmentTable.use(database, hash, now())) {
                return repetition
                        .find(spent, database)
                        .orElseThrow(() -> refused().thrown());
            }
            Issued made = issuing.keep(database, signed, deviceId);
            EnrolmentTable.setSerial(database, hash, made.certificate().serial());
            return made;
        });
        feed.reload(UnspentTokens.KIND, issued.certificate().clientId());
        return issued;
    }

    private Optional<Issued> issuedBefore(Spent spent, Connection database) throws SQLException {
        Optional<String> serial = EnrolmentTable.serial(database, spent.hash());
        if (serial.isEmpty()) {
            return Optional.empty();
        }
        return issuing.find(database, serial.get())
                .filter(stored -> stored.status(clock.instant()) == StoredCertificate.Status.GOOD)
                .filter(spent.prepared()::isForKeyOf)
                .map(issuing::issued);
    }

    /** Unknown, used and ended tokens look alike. */
    private static Problem refused() {
        return new Problem(
                401,
                "enrolment-refused",
                "The token is not good",
                "It is unknown, used, ended, or another device's. An engineer makes a new one with POST /api/v1/devices/{id}/enrolment.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
