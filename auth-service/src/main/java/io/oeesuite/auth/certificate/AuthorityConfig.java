package io.oeesuite.auth.certificate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who signs certificates, with which key, for how long. */
@ConfigMapping(prefix = "oee.ca")
public interface AuthorityConfig {
    enum Kind {
        OWN,
        VAULT
    }

    @WithDefault("own")
    Kind kind();

    /** The own authority's private key, PEM; encrypted (PKCS#8), or in clear outside the profile prod. */
    Optional<Path> keyfile();

    /** Opens {@link #keyfile}. */
    Optional<String> passphrase();

    /** A file with the passphrase, instead of {@link #passphrase}. */
    Optional<Path> passphraseFile();

    /** The authority's certificate, PEM, then those above it. */
    Optional<Path> certfile();

    Previous previous();

    Pkcs11 pkcs11();

    /** Where clients and brokers reach this service without a login, for the addresses of revocation list and authority in certificates. */
    Optional<URI> publicUrl();

    Validity validity();

    /** How long a certificate that was renewed stays good beside the new one; without it, to its own end. */
    Optional<Duration> overlap();

    /** How long a revocation list is good; a new one is made after half of it, and with every revocation. */
    @WithDefault("P1D")
    Duration crlValidity();

    /** How often a client may get a next certificate by itself within a day. */
    @WithDefault("10")
    int renewalsPerDay();

    /** How often is looked whether a revocation list or a warning is due. */
    @WithDefault("PT1M")
    Duration check();

    Vault vault();

    /** The own authority that signed before this one; it signs the revocation lists of its certificates until they have ended. */
    interface Previous {
        Optional<Path> keyfile();

        Optional<String> passphrase();

        Optional<Path> passphraseFile();

        Optional<Path> certfile();
    }

    /** A key that lies in a token and never leaves it. */
    interface Pkcs11 {
        /** The token's library, such as {@code /usr/lib/softhsm/libsofthsm2.so}. */
        Optional<Path> library();

        /** The slot's number. */
        Optional<Long> slot();

        Optional<String> pin();

        /** A file with the PIN, instead of {@link #pin}. */
        Optional<Path> pinFile();

        /** The label (CKA_LABEL) of the key and its certificate. */
        Optional<String> key();
    }

    /** HashiCorp Vault's PKI secrets engine, or OpenBao's. */
    interface Vault {
        Optional<URI> url();

        /** Where the engine is mounted. */
        @WithDefault("pki")
        String mount();

        /** The role it signs with; {@code {profile}} stands for the certificate's profile. */
        @WithDefault("oee-{profile}")
        String role();

        Optional<String> token();

        /** A file with the token, read for each request, so that an agent may renew it. */
        Optional<Path> tokenFile();

        /** The authority of Vault's TLS certificate, PEM; without it, the JDK's. */
        Optional<Path> caCerts();

        @WithDefault("PT10S")
        Duration timeout();
    }

    /** How long certificates are good, by profile. */
    interface Validity {
        @WithDefault("P365D")
        Duration edge();

        @WithDefault("P365D")
        Duration device();

        @WithDefault("P365D")
        Duration service();

        @WithDefault("P365D")
        Duration server();

        default Duration of(Purpose purpose) {
            return switch (purpose) {
                case EDGE -> edge();
                case DEVICE -> device();
                case SERVICE -> service();
                case SERVER -> server();
            };
        }
    }
}
