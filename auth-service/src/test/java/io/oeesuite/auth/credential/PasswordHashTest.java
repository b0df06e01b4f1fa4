package io.oeesuite.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PasswordHashTest {
    private final Argon2 argon2 = new Argon2();

    @Test
    void readsAndWritesWhatTheReferenceImplementationDoes() {
        // the reference implementation's test vector: t=2, m=2^16, p=1, "password", "somesalt"
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        PasswordHash hash = PasswordHash.parse(phc);

        assertThat(hash.phc()).isEqualTo(phc);
        assertThat(hash.cost()).isEqualTo(new Argon2Cost(65_536, 2, 1));
        assertThat(hash.saltBytes()).isEqualTo("somesalt".getBytes(StandardCharsets.US_ASCII));
        byte[] digest = argon2.digest("password", hash.cost(), hash.saltBytes());
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        assertThat(hash.hasDigest(digest)).isTrue();
        assertThat(hash.hasDigest(argon2.digest("passwore", hash.cost(), hash.saltBytes())))
                .isFalse();
    }

    @Test
    void saltsDiffer() {
        var random = new SecureRandom();

        assertThat(PasswordHash.newSalt(random)).isNotEqualTo(PasswordHash.newSalt(random));
    }

    @Test
    void showsNothing() {
        PasswordHash hash =
                PasswordHash.of("password", new Argon2Cost(64, 1, 1), PasswordHash.newSalt(new SecureRandom()), argon2);

        assertThat(hash.toString()).doesNotContain(hash.salt()).doesNotContain(hash.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPP",
                "$argon2id$v=19$m=1,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void whatIsNoHashIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.parse(text));
    }
}
