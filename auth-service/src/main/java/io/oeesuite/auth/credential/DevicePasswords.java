package io.oeesuite.auth.credential;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** Tells whether a password is a device's. */
@ApplicationScoped
public class DevicePasswords implements CheckedSettings {
    private static final Logger LOG = Logger.getLogger(DevicePasswords.class);

    private final CredentialConfig.PasswordConfig config;
    private final PasswordRegistry registry;
    private final Transactions transactions;
    private final ChangeFeed feed;
    private final Clock clock;
    private final ProvenPasswords proven;
    private final Argon2 argon2 = new Argon2();
    private Argon2Cost cost;
    private PasswordCheck check;
    private HashingThreads threads;

    DevicePasswords(
            CredentialConfig config,
            PasswordRegistry registry,
            ProvenPasswords proven,
            Transactions transactions,
            ChangeFeed feed,
            MeterRegistry meters,
            Clock clock) {
        this.config = config.password();
        this.registry = registry;
        this.transactions = transactions;
        this.feed = feed;
        this.clock = clock;
        this.proven = proven;
        FunctionCounter.builder("oee.auth.password.hashes", argon2, Argon2::runs)
                .description("Runs of Argon2id")
                .register(meters);
        Gauge.builder("oee.auth.passwords.proven", proven, ProvenPasswords::size)
                .description("Passwords that are checked without a run of Argon2id")
                .register(meters);
    }

    @Override
    public void checkSettings() {
        try {
            cost = new Argon2Cost(config.memoryKib(), config.iterations(), config.parallelism());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSettings("OEE_AUTH_PASSWORD_*: " + wrong.getMessage() + ".");
        }
        if (config.hashThreads() < 0 || config.hashQueue() < 1) {
            throw new InvalidSettings(
                    "OEE_AUTH_PASSWORD_HASH_THREADS must not be negative, OEE_AUTH_PASSWORD_HASH_QUEUE at least 1.");
        }
        if (!config.hashPatience().isPositive() || config.overlap().isNegative()) {
            throw new InvalidSettings(
                    "OEE_AUTH_PASSWORD_HASH_PATIENCE must be positive, OEE_AUTH_PASSWORD_OVERLAP not negative.");
        }
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        check = new PasswordCheck(argon2, proven, cost);
        threads = new HashingThreads(
                config.hashThreads() == 0 ? half : config.hashThreads(), config.hashQueue(), config.hashPatience());
    }

    /** Whether a client of this id is let in with a certificate only. */
    public static boolean needsCertificate(ClientId id) {
        return id.isPrivileged() || id instanceof ClientId.Unusable;
    }

    /** Whether the device has a password that is good now. */
    public boolean has(String deviceId) {
        Instant now = clock.instant();
        return registry.of(deviceId).stream().anyMatch(password -> password.isValidAt(now));
    }

    /** At once, where the password is known already; never a {@link Verdict.Wrong}. */
    public Optional<Verdict> known(String deviceId, String presented) {
        return check.known(registry.of(deviceId), presented, clock.instant())
                .map(password -> new Verdict.Right(password.validUntil()));
    }

    /**
     * With a run of Argon2id, on another thread, whether or not there is such a device.
     *
     * @param admitted false: the device does not exist or must not come in; the answer is no then, after the same work
     */
    public void check(String deviceId, String presented, boolean admitted, Consumer<Verdict> then) {
        threads.run(inTime -> then.accept(inTime ? checkSafely(deviceId, presented, admitted) : new Verdict.TooBusy()));
    }

    /** The broker waits for an answer, whatever happens. */
    private Verdict checkSafely(String deviceId, String presented, boolean admitted) {
        try {
            return check(deviceId, presented, admitted);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Failed to check a password");
            return new Verdict.TooBusy();
        }
    }

    private Verdict check(String deviceId, String presented, boolean admitted) {
        List<StoredPassword> passwords = admitted ? registry.of(deviceId) : List.of();
        Optional<StoredPassword> found = check.find(passwords, presented, clock.instant());
        found.filter(password -> !password.hash().cost().equals(cost))
                .ifPresent(password -> strengthen(deviceId, password, presented));
        if (found.isPresent()) {
            return new Verdict.Right(found.get().validUntil());
        }
        return new Verdict.Wrong(passwords.isEmpty() ? "no-password" : "wrong-password");
    }

    /** The settings have changed since the password was stored; only now it is known in clear. */
    private void strengthen(String deviceId, StoredPassword password, String presented) {
        Thread.startVirtualThread(() -> {
            try {
                PasswordHash now =
                        PasswordHash.of(presented, cost, password.hash().salt(), argon2);
                transactions.run(database -> {
                    PasswordTable.rehash(database, password.id(), password.hash(), now);
                    return null;
                });
                feed.reload(PasswordRegistry.KIND, deviceId);
                registry.of(deviceId).stream()
                        .filter(each -> each.id().equals(password.id()))
                        .forEach(each -> proven.add(each, presented));
            } catch (RuntimeException later) {
                LOG.debugf(later, "Stored with the old parameters still: device=%s", deviceId);
            }
        });
    }

    /** A new one; the salt is that of the device's other passwords, where the cost is the same. */
    PasswordHash hash(String deviceId, String password) {
        Instant now = clock.instant();
        String salt = registry.of(deviceId).stream()
                .filter(each -> each.isValidAt(now) && each.hash().cost().equals(cost))
                .findFirst()
                .map(each -> each.hash().salt())
                .orElseGet(() -> PasswordHash.newSalt(new SecureRandom()));
        return PasswordHash.of(password, cost, salt, argon2);
    }

    @PreDestroy
    void stop() {
        if (threads != null) {
            threads.close();
        }
    }
}
