package io.oeesuite.auth.enrolment;

import java.sql.Connection;
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
import io.oeesuite.auth.certificate.CertificateDesk;
import io.oeesuite.auth.certificate.StoredCertificate;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceDesk;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;

/**
 * Gives new devices their first certificate.
 *
 * <pre>
 *   token, once ───────────────────────────────▶ certificate
 *   no token ──▶ pending ──── approved ────────▶ certificate
 *                   └──────── rejected
 * </pre>
 */
@ApplicationScoped
public class EnrolmentDesk {
    private static final Duration LONGEST_TOKEN = Duration.ofDays(30);

    private final CertificateDesk certificates;
    private final DeviceDesk devices;
    private final DeviceRegistry registry;
    private final EnrolmentConfig config;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final AuditTable audit;
    private final Clock clock;

    EnrolmentDesk(
            CertificateDesk certificates,
            DeviceDesk devices,
            DeviceRegistry registry,
            EnrolmentConfig config,
            Transactions transactions,
            ChangeFeed feed,
            AuditTable audit,
            Clock clock) {
        this.certificates = certificates;
        this.devices = devices;
        this.registry = registry;
        this.config = config;
        this.transactions = transactions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** A token, the only time it is seen. */
    record NewToken(String deviceId, String token, Instant validUntil) {}

    /** What becomes of a question without a token. */
    public sealed interface Outcome {
        record Enrolled(CertificateDesk.Issued issued) implements Outcome {}

        record Waiting() implements Outcome {}
    }

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
    public CertificateDesk.Issued enrol(Optional<String> claimed, String token, String csr) {
        return enrol(claimed, token, csr, (_, _) -> Optional.empty());
    }

    /** The same, where questions may come twice and answers may get lost: asked again for the same key it answers with the same certificate, while that is good. */
    CertificateDesk.Issued enrolOrRepeat(String id, String token, String csr) {
        return enrol(Optional.of(id), token, csr, this::issuedBefore);
    }

    /** What a token has brought before. */
    @FunctionalInterface
    private interface Repetition {
        Optional<CertificateDesk.Issued> find(Spent spent, Connection database) throws SQLException;
    }

    private record Spent(byte[] hash, CertificateDesk.Prepared prepared) {}

    private CertificateDesk.Issued enrol(Optional<String> claimed, String token, String csr, Repetition repetition) {
        byte[] hash = EnrolmentToken.hash(token);
        CertificateDesk.Issued issued = transactions.run(database -> {
            String deviceId = EnrolmentTable.owner(database, hash)
                    .filter(owner -> claimed.isEmpty() || claimed.get().equals(owner))
                    .orElseThrow(() -> refused().thrown());
            CertificateDesk.Prepared prepared = certificates.prepare(deviceId, csr);
            if (!EnrolmentTable.use(database, hash, now())) {
                return repetition
                        .find(new Spent(hash, prepared), database)
                        .orElseThrow(() -> refused().thrown());
            }
            CertificateDesk.Issued made = certificates.issue(database, prepared, deviceId);
            EnrolmentTable.setSerial(database, hash, made.certificate().serial());
            return made;
        });
        feed.reload(UnspentTokens.KIND, issued.certificate().clientId());
        return issued;
    }

    private Optional<CertificateDesk.Issued> issuedBefore(Spent spent, Connection database) throws SQLException {
        Optional<String> serial = EnrolmentTable.serial(database, spent.hash());
        if (serial.isEmpty()) {
            return Optional.empty();
        }
        return certificates
                .find(database, serial.get())
                .filter(stored -> stored.status(clock.instant()) == StoredCertificate.Status.GOOD)
                .filter(spent.prepared()::isForKeyOf)
                .map(stored -> new CertificateDesk.Issued(stored, certificates.chain()));
    }

    /**
     * Asks without a token: an engineer has to let it in. Asked again by the same key it tells what was decided.
     *
     * @param address where the question came from, for people
     */
    public Outcome ask(String clientId, String csr, String address) {
        CertificateDesk.Prepared prepared = certificates.prepare(clientId, csr);
        return transactions.run(database -> {
            Instant now = now();
            Optional<EnrolmentRequest> before = EnrolmentTable.find(database, clientId);
            if (before.filter(known -> !isRejectedForAnotherKey(known, prepared))
                    .isEmpty()) {
                requireRoom(database, now);
                EnrolmentTable.put(database, EnrolmentRequest.first(clientId, prepared.keyHash(), csr, address, now));
                audit.write(
                        database,
                        new AuditEntry(
                                "enrolment-asked",
                                clientId,
                                clientId,
                                address,
                                "pending",
                                "key=" + prepared.keyHash()));
                return new Outcome.Waiting();
            }
            EnrolmentRequest known = before.get();
            if (!known.keyHash().equals(prepared.keyHash())) {
                throw Problem.conflict(
                                "enrolment-of-another-key",
                                "Another key has asked for this id",
                                "An engineer has to reject that request before another key can ask for \"" + clientId
                                        + "\".")
                        .thrown();
            }
            EnrolmentTable.put(database, known.again(address, now));
            return outcome(database, known);
        });
    }

    private static boolean isRejectedForAnotherKey(EnrolmentRequest known, CertificateDesk.Prepared prepared) {
        return known.decision() == EnrolmentRequest.Decision.REJECTED
                && !known.keyHash().equals(prepared.keyHash());
    }

    private Outcome outcome(Connection database, EnrolmentRequest known) throws SQLException {
        return switch (known.decision()) {
            case PENDING -> new Outcome.Waiting();
            case REJECTED ->
                throw Problem.forbidden("An engineer has rejected the request of \"" + known.clientId() + "\".")
                        .thrown();
            case APPROVED -> {
                StoredCertificate issued = certificates
                        .find(database, known.serial().orElseThrow())
                        .orElseThrow();
                yield new Outcome.Enrolled(new CertificateDesk.Issued(issued, certificates.chain()));
            }
        };
    }

    List<EnrolmentRequest> pending(Caller caller) {
        return transactions.run(EnrolmentTable::pending).stream()
                .filter(request -> caller.sites().all() || isOfSite(caller, request.clientId()))
                .toList();
    }

    /** The device gets its certificate when it asks again. It must be registered before, so that somebody has said what it is. */
    CertificateDesk.Issued approve(Caller caller, String clientId) {
        if (registry.find(clientId).isEmpty()) {
            throw Problem.conflict(
                            "unknown-device",
                            "The device is not registered",
                            "Register \"" + clientId
                                    + "\" first with POST /api/v1/devices, with its type, groups and site.")
                    .thrown();
        }
        devices.requireForChange(caller, clientId);
        return transactions.run(database -> {
            EnrolmentRequest request = waiting(database, clientId);
            CertificateDesk.Issued issued =
                    certificates.issue(database, certificates.prepare(clientId, request.csr()), caller.name());
            EnrolmentTable.put(
                    database,
                    request.decided(
                            EnrolmentRequest.Decision.APPROVED,
                            caller.name(),
                            Optional.of(issued.certificate().serial()),
                            now()));
            audit.write(
                    database,
                    AuditEntry.done("enrolment-approved", caller.name(), clientId, "key=" + request.keyHash()));
            return issued;
        });
    }

    void reject(Caller caller, String clientId) {
        if (registry.find(clientId).isPresent()) {
            devices.requireForChange(caller, clientId);
        }
        transactions.run(database -> {
            EnrolmentRequest request = waiting(database, clientId);
            EnrolmentTable.put(
                    database,
                    request.decided(EnrolmentRequest.Decision.REJECTED, caller.name(), Optional.empty(), now()));
            audit.write(
                    database,
                    AuditEntry.done("enrolment-rejected", caller.name(), clientId, "key=" + request.keyHash()));
            return null;
        });
    }

    private static EnrolmentRequest waiting(Connection database, String clientId) throws SQLException {
        return EnrolmentTable.find(database, clientId)
                .filter(request -> request.decision() == EnrolmentRequest.Decision.PENDING)
                .orElseThrow(() -> Problem.notFound(
                                "nothing-pending",
                                "Nobody waits under this id",
                                "GET /api/v1/enrolments/pending lists those who wait.")
                        .thrown());
    }

    private void requireRoom(Connection database, Instant now) throws SQLException {
        EnrolmentTable.forgetOlder(database, now.minus(config.pendingFor()));
        if (EnrolmentTable.count(database) >= config.pending()) {
            throw new Problem(
                            429,
                            "too-many-pending",
                            "Too many wait already",
                            "An engineer has to decide on some of GET /api/v1/enrolments/pending first.")
                    .thrown();
        }
    }

    private boolean isOfSite(Caller caller, String clientId) {
        return registry.find(clientId)
                .flatMap(Device::site)
                .filter(caller.sites()::cover)
                .isPresent();
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
