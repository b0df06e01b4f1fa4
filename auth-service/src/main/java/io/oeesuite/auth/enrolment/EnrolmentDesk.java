package io.oeesuite.auth.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

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
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/**
 * Lets an engineer decide on new devices that ask for their first certificate without a {@linkplain TokenEnrolment token}.
 *
 * <pre>
 *   asked ──▶ pending ──── approved ────▶ certificate, when asked again
 *                └──────── rejected
 * </pre>
 */
@ApplicationScoped
public class EnrolmentDesk implements CheckedSettings {
    private final Issuing issuing;
    private final DeviceDesk devices;
    private final DeviceRegistry registry;
    private final EnrolmentConfig config;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final AuditTable audit;
    private final Clock clock;

    EnrolmentDesk(
            Issuing issuing,
            DeviceDesk devices,
            DeviceRegistry registry,
            EnrolmentConfig config,
            Transactions transactions,
            ChangeFeed feed,
            AuditTable audit,
            Clock clock) {
        this.issuing = issuing;
        this.devices = devices;
        this.registry = registry;
        this.config = config;
        this.transactions = transactions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void checkSettings() {
        if (!config.pendingFor().isPositive() || config.pending() < 1 || config.perMinute() < 1) {
            throw new InvalidSettings(
                    "OEE_ENROLMENT_PENDING_FOR must be positive, OEE_ENROLMENT_PENDING and OEE_ENROLMENT_PER_MINUTE at least 1.");
        }
    }

    /** What becomes of a question without a token. */
    public sealed interface Outcome {
        record Enrolled(Issued issued) implements Outcome {}

        record Waiting() implements Outcome {}
    }

    /**
     * Asks without a token: an engineer has to let it in. Asked again by the same key it tells what was decided.
     *
     * @param address where the question came from, for people
     */
    public Outcome ask(String clientId, String csr, String address) {
        Prepared prepared = issuing.prepare(clientId, csr);
        return transactions.run(database -> {
            Optional<EnrolmentRequest> before = EnrolmentTable.lock(database, clientId);
            if (before.isEmpty()) {
                return begin(database, clientId, prepared, address);
            }
            EnrolmentRequest known = before.get();
            boolean sameKey = known.keyHash().equals(prepared.keyHash());
            return switch (known.decision()) {
                case PENDING -> {
                    requireSameKey(sameKey, clientId);
                    yield again(database, known, address, new Outcome.Waiting());
                }
                case REJECTED -> {
                    if (sameKey) {
                        throw rejected(clientId);
                    }
                    yield begin(database, clientId, prepared, address);
                }
                case APPROVED -> {
                    requireSameKey(sameKey, clientId);
                    Optional<StoredCertificate> issued = issuedAndGood(database, known);
                    yield issued.isPresent()
                            ? again(database, known, address, new Outcome.Enrolled(issuing.issued(issued.get())))
                            : begin(database, clientId, prepared, address);
                }
            };
        });
    }

    private Outcome begin(Connection database, String clientId, Prepared prepared, String address) throws SQLException {
        Instant now = now();
        requireRoom(database, now);
        EnrolmentTable.put(
                database, EnrolmentRequest.first(clientId, prepared.keyHash(), prepared.csr(), address, now));
        audit.write(
                database,
                new AuditEntry("enrolment-asked", clientId, clientId, address, "pending", "key=" + prepared.keyHash()));
        return new Outcome.Waiting();
    }

    private Outcome again(Connection database, EnrolmentRequest known, String address, Outcome outcome)
            throws SQLException {
        EnrolmentTable.askedAgain(database, known.clientId(), address, now());
        return outcome;
    }

    /** What came of an approval that is of use still. */
    private Optional<StoredCertificate> issuedAndGood(Connection database, EnrolmentRequest known) throws SQLException {
        return issuing.find(database, known.serial().orElseThrow())
                .filter(stored -> switch (stored.status(clock.instant())) {
                    case GOOD, SUPERSEDED -> true;
                    case EXPIRED, REVOKED -> false;
                });
    }

    private static void requireSameKey(boolean sameKey, String clientId) {
        if (!sameKey) {
            throw anotherKey("An engineer has to reject that request, with POST /api/v1/enrolments/pending/" + clientId
                            + "/reject, before another key can ask for \"" + clientId + "\".")
                    .thrown();
        }
    }

    private static Problem anotherKey(String detail) {
        return Problem.conflict("enrolment-of-another-key", "Another key has asked for this id", detail);
    }

    private static ProblemException rejected(String clientId) {
        return Problem.forbidden("An engineer has rejected the request of \"" + clientId + "\".")
                .thrown();
    }

    List<EnrolmentRequest> pending(Caller caller) {
        return transactions.run(EnrolmentTable::pending).stream()
                .filter(request -> caller.sites().all() || isOfSite(caller, request.clientId()))
                .toList();
    }

    /**
     * The device gets its certificate when it asks again. It must be registered before, so that somebody has said what it is.
     *
     * @param key the one that is approved: somebody else may have asked for the id since the engineer has looked
     */
    Issued approve(Caller caller, String clientId, String key) {
        feed.requireLoaded();
        if (registry.find(clientId).isEmpty()) {
            throw Problem.conflict(
                            "unknown-device",
                            "The device is not registered",
                            "Register \"" + clientId
                                    + "\" first with POST /api/v1/devices, with its type, groups and site.")
                    .thrown();
        }
        devices.requireForChange(caller, clientId);
        if (key.isEmpty()) {
            throw Problem.badParameter("key", key, "the key of the request, as GET /api/v1/enrolments/pending shows it")
                    .thrown();
        }
        EnrolmentRequest request =
                transactions.run(database -> requireKey(key, EnrolmentTable.find(database, clientId)));
        return issuing.issue(issuing.prepare(clientId, request.csr()), (database, signed) -> {
            requireKey(key, EnrolmentTable.lock(database, clientId));
            Issued issued = issuing.keep(database, signed, caller.name());
            EnrolmentTable.decide(
                    database,
                    clientId,
                    EnrolmentRequest.Decision.APPROVED,
                    caller.name(),
                    Optional.of(issued.certificate().serial()),
                    now());
            audit.write(database, AuditEntry.done("enrolment-approved", caller.name(), clientId, "key=" + key));
            return issued;
        });
    }

    private static EnrolmentRequest requireKey(String key, Optional<EnrolmentRequest> found) {
        EnrolmentRequest request = found.filter(known -> known.decision() == EnrolmentRequest.Decision.PENDING)
                .orElseThrow(EnrolmentDesk::nothingPending);
        if (!request.keyHash().equals(key)) {
            throw anotherKey(
                            "The key that waits is not the one that you approve: look at GET /api/v1/enrolments/pending again.")
                    .thrown();
        }
        return request;
    }

    /** One that was approved, too: its certificate stays, and another key may ask. */
    void reject(Caller caller, String clientId) {
        if (registry.find(clientId).isPresent()) {
            devices.requireForChange(caller, clientId);
        }
        transactions.run(database -> {
            EnrolmentRequest request = EnrolmentTable.lock(database, clientId)
                    .filter(known -> known.decision() != EnrolmentRequest.Decision.REJECTED)
                    .orElseThrow(EnrolmentDesk::nothingPending);
            EnrolmentTable.decide(
                    database, clientId, EnrolmentRequest.Decision.REJECTED, caller.name(), Optional.empty(), now());
            audit.write(
                    database,
                    AuditEntry.done("enrolment-rejected", caller.name(), clientId, "key=" + request.keyHash()));
            return null;
        });
    }

    private static ProblemException nothingPending() {
        return Problem.notFound(
                        "nothing-pending",
                        "Nobody waits under this id",
                        "GET /api/v1/enrolments/pending lists those who wait.")
                .thrown();
    }

    private void requireRoom(Connection database, Instant now) throws SQLException {
        EnrolmentTable.forgetOlder(database, now.minus(config.pendingFor()));
        if (EnrolmentTable.countPending(database) >= config.pending()) {
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
