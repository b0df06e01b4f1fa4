package io.oeesuite.auth.credential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Passwords and tokens; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.auth")
public interface CredentialConfig {
    PasswordConfig password();

    TokenConfig token();

    /** How passwords are stored, and how they are replaced. */
    interface PasswordConfig {
        /** Memory of Argon2id in KiB, at least 8 for each lane. */
        @WithDefault("19456")
        int memoryKib();

        /** Passes of Argon2id. */
        @WithDefault("2")
        int iterations();

        /** Lanes of Argon2id. */
        @WithDefault("1")
        int parallelism();

        /** How many are computed at the same time; 0: half of the cores. */
        @WithDefault("0")
        int hashThreads();

        /** How many questions may wait for that; further ones are denied. */
        @WithDefault("200")
        int hashQueue();

        /** How long one may wait for it; less than the broker's patience. */
        @WithDefault("PT3S")
        Duration hashPatience();

        /** How long the old password stays good beside a new one, where the request does not say. */
        @WithDefault("P1D")
        Duration overlap();
    }

    /** Tokens that stand for a password. */
    interface TokenConfig {
        /** PEM file of the P-256 key that signs; none: there are no tokens. Made when it is not there. */
        Optional<Path> keyFile();

        /** The key that signed before; what it has signed stays good. */
        Optional<Path> previousKeyFile();

        /** How long a token is good, where the request does not say. */
        @WithDefault("PT1H")
        Duration validity();

        /** The longest a request may ask for. */
        @WithDefault("P1D")
        Duration longestValidity();

        @WithDefault("oee-auth")
        String issuer();

        @WithDefault("mqtt")
        String audience();
    }
}
