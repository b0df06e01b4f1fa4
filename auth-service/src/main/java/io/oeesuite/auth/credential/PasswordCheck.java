package io.oeesuite.auth.credential;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a password with those of a device. A wrong password, a device without one and a device that does not exist cost the same: one run of Argon2id. (A rotation keeps the salt, so
 * that the old and the new password are compared with one run.)
 */
final class PasswordCheck {
    private final Argon2 argon2;
    private final ProvenPasswords proven;
    private final Argon2Cost cost;
    private final String salt = PasswordHash.newSalt(new SecureRandom());

    /** @param cost of the run for whoever has no password */
    PasswordCheck(Argon2 argon2, ProvenPasswords proven, Argon2Cost cost) {
        this.argon2 = argon2;
        this.proven = proven;
        this.cost = cost;
    }

    /** The one that is known to be presented here, without a run. */
    Optional<StoredPassword> known(List<StoredPassword> passwords, String presented, Instant now) {
        return passwords.stream()
                .filter(password -> password.isValidAt(now) && proven.has(password, presented))
                .findFirst();
    }

    /** The one that is presented; takes some ten milliseconds of a core. */
    Optional<StoredPassword> find(List<StoredPassword> passwords, String presented, Instant now) {
        Map<Run, List<StoredPassword>> runs = new LinkedHashMap<>();
        for (StoredPassword password : passwords) {
            if (password.isValidAt(now)) {
                runs.computeIfAbsent(Run.of(password.hash()), _ -> new ArrayList<>())
                        .add(password);
            }
        }
        if (runs.isEmpty()) {
            runs.put(new Run(cost, salt), List.of());
        }
        Optional<StoredPassword> found = Optional.empty();
        for (var run : runs.entrySet()) {
            byte[] digest = run.getKey().digest(presented, argon2);
            for (StoredPassword password : run.getValue()) {
                if (password.hash().hasDigest(digest)) {
                    found = Optional.of(password);
                }
            }
        }
        found.ifPresent(password -> proven.add(password, presented));
        return found;
    }

    private record Run(Argon2Cost cost, String salt) {
        static Run of(PasswordHash hash) {
            return new Run(hash.cost(), hash.salt());
        }

        byte[] digest(String password, Argon2 argon2) {
            return argon2.digest(password, cost, new PasswordHash(cost, salt, "").saltBytes());
        }
    }
}
