package io.oeesuite.auth.protection;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTrail;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** Keeps those out who try too often, and tells of it. */
@ApplicationScoped
public class Protection implements CheckedSettings {
    private static final Logger LOG = Logger.getLogger(Protection.class);

    /** Why one may not even try. */
    public enum Hindrance {
        NONE,
        LOCKED_OUT,
        TOO_FAST
    }

    private final ProtectionConfig config;
    private final AuditTrail audit;
    private final MeterRegistry meters;
    private final Limits limits;

    Protection(ProtectionConfig config, AuditTrail audit, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.audit = audit;
        this.meters = meters;
        Set<Address> shared = config.sharedAddresses().orElse(Set.of()).stream()
                .map(Address::of)
                .collect(Collectors.toUnmodifiableSet());
        limits = new Limits(config, shared, clock, System::nanoTime);
        Gauge.builder("oee.auth.locked", limits, each -> each.locked().size())
                .description("Lock-outs that hold now")
                .register(meters);
        limits.sizes()
                .keySet()
                .forEach(what -> Gauge.builder(
                                "oee.auth.watched", limits, each -> each.sizes().get(what))
                        .tag("what", what)
                        .description("How much is remembered to tell who tries too often")
                        .register(meters));
    }

    @Override
    public void checkSettings() {
        if (config.failuresOfPair() < 1 || config.failuresOfAddress() < 1 || config.failuresOfClient() < 1) {
            throw new InvalidSettings("OEE_AUTH_FAILURES_OF_PAIR, _ADDRESS and _CLIENT must be at least 1.");
        }
        if (config.clientBurst() < 1 || config.addressBurst() < 1 || config.watched() < 1) {
            throw new InvalidSettings(
                    "OEE_AUTH_CLIENT_BURST, OEE_AUTH_ADDRESS_BURST and OEE_AUTH_WATCHED must be at least 1.");
        }
        if (!config.window().isPositive() || config.clientRate() <= 0 || config.addressRate() <= 0) {
            throw new InvalidSettings(
                    "OEE_AUTH_FAILURE_WINDOW, OEE_AUTH_CLIENT_RATE and OEE_AUTH_ADDRESS_RATE must be positive.");
        }
        if (!config.firstLock().isPositive() || config.longestLock().compareTo(config.firstLock()) < 0) {
            throw new InvalidSettings(
                    "OEE_AUTH_FIRST_LOCK must be positive, and OEE_AUTH_LONGEST_LOCK no shorter than it.");
        }
        for (String address : config.sharedAddresses().orElse(Set.of())) {
            if (Address.of(address).equals(Address.of(""))) {
                throw new InvalidSettings("OEE_AUTH_SHARED_ADDRESSES: \"" + address + "\" is no IP address.");
            }
        }
    }

    /** Whether one may try; costs one connection of the rate. */
    public Hindrance admit(Attempt attempt) {
        return switch (limits.admit(attempt)) {
            case Limits.Admission.Admitted _ -> Hindrance.NONE;
            case Limits.Admission.LockedOut _ -> Hindrance.LOCKED_OUT;
            case Limits.Admission.TooFast _ -> Hindrance.TOO_FAST;
        };
    }

    public void failed(Attempt attempt) {
        for (Limits.NewLock begun : limits.failed(attempt)) {
            Target target = begun.target();
            meters.counter("oee.auth.lock.outs", "kind", target.kind()).increment();
            LOG.warnf(
                    "Locked out after too many failures: kind=%s client=%s address=%s until=%s times=%d",
                    target.kind(),
                    target.clientId(),
                    target.address(),
                    begun.lock().until(),
                    begun.lock().times());
            audit.add(new AuditEntry(
                    "lock-out",
                    target.clientId(),
                    target.clientId(),
                    target.address(),
                    "locked",
                    target.kind() + " until " + begun.lock().until()));
        }
    }

    public void succeeded(Attempt attempt) {
        limits.succeeded(attempt);
    }

    /** Those that hold now, the first to end first. */
    List<LockOut> locked() {
        return limits.locked().stream()
                .map(LockOut::of)
                .sorted(Comparator.comparing(LockOut::until))
                .toList();
    }

    boolean isLocked(Target target) {
        return limits.isLocked(target);
    }

    void unlock(Target target) {
        limits.unlock(target);
    }
}
