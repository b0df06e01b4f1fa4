package io.oeesuite.auth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.oeesuite.auth.memory.LeastRecent;

/**
 * Counts failures and connections, and says who has to wait. In memory: each replica for itself.
 *
 * <p>A certificate is proof already, and nobody can guess it: whoever has one is never locked out, and is counted by the name in it alone. So an attacker who knows a client id cannot keep its
 * device out, unless both come from the same address and the device has but a password. A client as a whole is locked for other places than where it last came in from.
 *
 * <p>Memory is bounded: what was seen least recently is forgotten. A flood of made-up ids and addresses can make failures be forgotten, not lock-outs: those are kept apart, and each costs its failures first.
 */
final class Limits {

    /** Whether one may try. */
    sealed interface Admission {
        record Admitted() implements Admission {}

        record LockedOut(Instant until) implements Admission {}

        record TooFast() implements Admission {}
    }

    /** A lock-out that has just begun. */
    record NewLock(Target target, Lock lock) {}

    private static final Admission ADMITTED = new Admission.Admitted();

    private record Strikes(int count, Instant first) {}

    private final ProtectionConfig config;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Set<String> shared;
    private final LeastRecent<Target, Strikes> strikes;
    private final LeastRecent<Target, Lock> locks;
    private final LeastRecent<Target, Bucket> buckets;
    private final LeastRecent<String, Bucket> certificates;
    private final LeastRecent<String, String> lastPlaces;

    Limits(ProtectionConfig config, Set<Address> shared, Clock clock, LongSupplier nanoTime) {
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.shared = shared.stream().map(Address::text).collect(Collectors.toUnmodifiableSet());
        strikes = new LeastRecent<>(config.watched());
        locks = new LeastRecent<>(config.watched());
        buckets = new LeastRecent<>(config.watched());
        certificates = new LeastRecent<>(config.watched());
        lastPlaces = new LeastRecent<>(config.watched());
    }

    Admission admit(Attempt attempt) {
        if (attempt.hasCertificate()) {
            Bucket bucket = certificates.change(
                    attempt.certificate(),
                    before -> Bucket.take(before, config.clientRate(), config.clientBurst(), nanoTime.getAsLong()));
            return bucket.taken() ? ADMITTED : new Admission.TooFast();
        }
        Instant now = clock.instant();
        Optional<Lock> lock = targets(attempt).stream()
                .filter(target -> !(target instanceof Target.Client) || !isUsualPlace(attempt))
                .flatMap(target -> locks.get(target).stream())
                .filter(each -> each.holdsAt(now))
                .findFirst();
        if (lock.isPresent()) {
            return new Admission.LockedOut(lock.get().until());
        }
        return isSlowEnough(attempt) ? ADMITTED : new Admission.TooFast();
    }

    /** @return lock-outs that begin with it */
    List<NewLock> failed(Attempt attempt) {
        if (attempt.hasCertificate()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<NewLock> begun = new ArrayList<>();
        for (Target target : targets(attempt)) {
            Strikes after = strikes.change(target, before -> strike(before, now));
            if (after.count() >= threshold(target)) {
                strikes.remove(target);
                begun.add(new NewLock(
                        target,
                        locks.change(
                                target, before -> Lock.next(before, config.firstLock(), config.longestLock(), now))));
            }
        }
        return begun;
    }

    /** The address goes on being counted: whoever has one account must not wipe out with it what was guessed of others. */
    void succeeded(Attempt attempt) {
        if (attempt.hasCertificate()) {
            return;
        }
        strikes.remove(pair(attempt));
        locks.remove(pair(attempt));
        lastPlaces.change(attempt.clientId(), _ -> attempt.address().text());
    }

    /** Those that hold now. */
    List<NewLock> locked() {
        Instant now = clock.instant();
        return locks.entries().stream()
                .filter(entry -> entry.getValue().holdsAt(now))
                .map(entry -> new NewLock(entry.getKey(), entry.getValue()))
                .toList();
    }

    boolean isLocked(Target target) {
        return locks.get(target).filter(lock -> lock.holdsAt(clock.instant())).isPresent();
    }

    /** Forgets what was counted, too. */
    void unlock(Target target) {
        locks.remove(target);
        strikes.remove(target);
    }

    /** How much is remembered, of everything. */
    Map<String, Integer> sizes() {
        return Map.of(
                "failures", strikes.size(),
                "lock-outs", locks.size(),
                "rates", buckets.size(),
                "certificates", certificates.size(),
                "places", lastPlaces.size());
    }

    private boolean isSlowEnough(Attempt attempt) {
        long now = nanoTime.getAsLong();
        if (!isShared(attempt)
                && !buckets.change(
                                new Target.Place(attempt.address().text()),
                                before -> Bucket.take(before, config.addressRate(), config.addressBurst(), now))
                        .taken()) {
            return false;
        }
        return attempt.clientId().isEmpty()
                || buckets.change(
                                pair(attempt),
                                before -> Bucket.take(before, config.clientRate(), config.clientBurst(), now))
                        .taken();
    }

    private boolean isUsualPlace(Attempt attempt) {
        return lastPlaces
                .get(attempt.clientId())
                .filter(attempt.address().text()::equals)
                .isPresent();
    }

    private List<Target> targets(Attempt attempt) {
        List<Target> targets = new ArrayList<>(3);
        if (!isShared(attempt)) {
            targets.add(new Target.Place(attempt.address().text()));
        }
        if (!attempt.clientId().isEmpty()) {
            targets.add(pair(attempt));
            targets.add(new Target.Client(attempt.clientId()));
        }
        return targets;
    }

    private static Target pair(Attempt attempt) {
        return new Target.Pair(attempt.clientId(), attempt.address().text());
    }

    private boolean isShared(Attempt attempt) {
        return shared.contains(attempt.address().text());
    }

    private Strikes strike(Strikes before, Instant now) {
        Duration window = config.window();
        return before == null || now.isAfter(before.first().plus(window))
                ? new Strikes(1, now)
                : new Strikes(before.count() + 1, before.first());
    }

    private int threshold(Target target) {
        return switch (target) {
            case Target.Pair _ -> config.failuresOfPair();
            case Target.Place _ -> config.failuresOfAddress();
            case Target.Client _ -> config.failuresOfClient();
        };
    }
}
