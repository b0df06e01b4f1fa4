package io.oeesuite.auth.credential;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What it finds, and how often it computes Argon2id for it. */
class PasswordCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Argon2Cost COST = new Argon2Cost(64, 1, 1);

    private final Argon2 argon2 = new Argon2();
    private final ProvenPasswords proven = new ProvenPasswords();
    private final PasswordCheck check = new PasswordCheck(argon2, proven, COST);
    private final String salt = PasswordHash.newSalt(new SecureRandom());

    @Test
    void aWrongPasswordCostsAsMuchAsADeviceThatDoesNotExist() {
        List<StoredPassword> known = List.of(stored("right", Optional.empty()));
        List<StoredPassword> rotated =
                List.of(stored("right", Optional.empty()), stored("before", Optional.of(NOW.plusSeconds(60))));
        List<StoredPassword> expired = List.of(stored("right", Optional.of(NOW)));

        assertThat(runsOf(known, "wrong")).isEqualTo(1);
        assertThat(runsOf(rotated, "wrong")).isEqualTo(1);
        assertThat(runsOf(expired, "right")).isEqualTo(1);
        assertThat(runsOf(List.of(), "wrong")).isEqualTo(1);
        assertThat(proven.size()).isZero();
    }

    @Test
    void theNewAndTheOldPasswordAreRightUntilTheOldOneEnds() {
        StoredPassword now = stored("new", Optional.empty());
        StoredPassword before = stored("old", Optional.of(NOW.plusSeconds(60)));
        List<StoredPassword> both = List.of(now, before);

        assertThat(check.find(both, "new", NOW)).contains(now);
        assertThat(check.find(both, "old", NOW)).contains(before);
        assertThat(check.known(both, "old", NOW.plusSeconds(59))).contains(before);
        assertThat(check.known(both, "old", NOW.plusSeconds(60))).isEmpty();
        assertThat(check.find(both, "old", NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void whatWasRightOnceCostsNothingUntilItChanges() {
        StoredPassword password = stored("right", Optional.empty());
        check.find(List.of(password), "right", NOW);
        long runs = argon2.runs();

        assertThat(check.known(List.of(password), "right", NOW)).contains(password);
        assertThat(check.known(List.of(password), "wrong", NOW)).isEmpty();
        assertThat(argon2.runs()).isEqualTo(runs);

        StoredPassword changed = new StoredPassword(
                password.id(), stored("right", Optional.empty()).hash(), NOW, "x", Optional.empty());
        var other = new StoredPassword(
                password.id(), PasswordHash.of("other", COST, salt, argon2), NOW, "x", Optional.empty());
        assertThat(check.known(List.of(changed), "right", NOW)).isPresent();
        assertThat(check.known(List.of(other), "right", NOW)).isEmpty();
        proven.forget(password.id());
        assertThat(check.known(List.of(password), "right", NOW)).isEmpty();
        assertThat(check.known(List.of(), "right", NOW)).isEmpty();
    }

    private long runsOf(List<StoredPassword> passwords, String presented) {
        long before = argon2.runs();
        assertThat(check.find(passwords, presented, NOW)).isEmpty();
        return argon2.runs() - before;
    }

    private StoredPassword stored(String password, Optional<Instant> validUntil) {
        return new StoredPassword(
                UUID.randomUUID(), PasswordHash.of(password, COST, salt, argon2), NOW, "somebody", validUntil);
    }
}
