package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.oeesuite.auth.secret.SecretFile;
import io.oeesuite.startup.InvalidSettings;

/** Makes the authority that the settings ask for. */
final class Authorities {
    private Authorities() {}

    /**
     * @param strict whether a key that lies in clear, and a Vault that is asked in clear, are refused
     * @return none, where no setting names one
     * @throws InvalidSettings when the settings name one that cannot be used
     */
    static Optional<CertificateAuthority> of(AuthorityConfig config, boolean strict, InstantSource clock) {
        checkTimes(config);
        return switch (config.kind()) {
            case OWN ->
                key(config, strict)
                        .map(key -> new OwnAuthority(
                                key,
                                config.publicUrl().map(url -> Distribution.at(url, KeyHash.of(key.certificate()))),
                                clock));
            case VAULT -> Optional.of(vault(config.vault(), strict));
        };
    }

    /**
     * The one that signed before, from a file: for the revocation lists of what it has signed.
     *
     * @throws InvalidSettings when the settings name one that cannot be used
     */
    static Optional<OwnAuthority> previous(AuthorityConfig config, boolean strict, InstantSource clock) {
        AuthorityConfig.Previous previous = config.previous();
        if (previous.keyfile().isEmpty() && previous.certfile().isEmpty()) {
            return Optional.empty();
        }
        Path keyFile = needed(previous.keyfile(), "OEE_CA_PREVIOUS_KEYFILE", "OEE_CA_PREVIOUS_CERTFILE");
        Path certificateFile = needed(previous.certfile(), "OEE_CA_PREVIOUS_CERTFILE", "OEE_CA_PREVIOUS_KEYFILE");
        Optional<String> passphrase =
                secret("OEE_CA_PREVIOUS_PASSPHRASE", previous.passphrase(), previous.passphraseFile());
        try {
            SigningKey key = KeyFiles.read(keyFile, passphrase, certificateFile, !strict);
            return Optional.of(new OwnAuthority(key, Optional.empty(), clock));
        } catch (InvalidSettings unusable) {
            throw new InvalidSettings(unusable.getMessage().replace("OEE_CA_", "OEE_CA_PREVIOUS_"));
        }
    }

    private static void checkTimes(AuthorityConfig config) {
        for (Purpose purpose : Purpose.values()) {
            requirePositive("OEE_CA_VALIDITY_" + purpose, config.validity().of(purpose));
        }
        requirePositive("OEE_CA_CRL_VALIDITY", config.crlValidity());
        requirePositive("OEE_CA_CHECK", config.check());
        requirePositive("OEE_CA_VAULT_TIMEOUT", config.vault().timeout());
        if (config.crlValidity().dividedBy(2).compareTo(config.check()) < 0) {
            throw new InvalidSettings("OEE_CA_CRL_VALIDITY: a revocation list that is good for " + config.crlValidity()
                    + " would end before the next is made; it must be good for twice OEE_CA_CHECK at least.");
        }
        if (config.overlap().filter(Duration::isNegative).isPresent()) {
            throw new InvalidSettings("OEE_CA_OVERLAP must not be negative.");
        }
        if (config.renewalsPerDay() < 1) {
            throw new InvalidSettings("OEE_CA_RENEWALS_PER_DAY must be at least 1.");
        }
    }

    private static void requirePositive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new InvalidSettings(setting + " must be positive.");
        }
    }

    private static Optional<SigningKey> key(AuthorityConfig config, boolean strict) {
        boolean inToken = config.pkcs11().library().isPresent();
        if (inToken && config.keyfile().isPresent()) {
            throw new InvalidSettings(
                    "OEE_CA_KEYFILE and OEE_CA_PKCS11_LIBRARY are both set: the authority's key lies in a file or in a token. Unset one.");
        }
        if (inToken) {
            return Optional.of(keyInToken(config));
        }
        if (config.keyfile().isEmpty() && config.certfile().isEmpty()) {
            return Optional.empty();
        }
        Path keyFile = needed(config.keyfile(), "OEE_CA_KEYFILE", "OEE_CA_CERTFILE");
        Path certificateFile = needed(config.certfile(), "OEE_CA_CERTFILE", "OEE_CA_KEYFILE");
        Optional<String> passphrase = secret("OEE_CA_PASSPHRASE", config.passphrase(), config.passphraseFile());
        return Optional.of(KeyFiles.read(keyFile, passphrase, certificateFile, !strict));
    }

    private static SigningKey keyInToken(AuthorityConfig config) {
        AuthorityConfig.Pkcs11 token = config.pkcs11();
        String pin = secret("OEE_CA_PKCS11_PIN", token.pin(), token.pinFile())
                .orElseThrow(
                        () -> new InvalidSettings("OEE_CA_PKCS11_PIN_FILE is not set: a token opens with a PIN only."));
        long slot = needed(token.slot(), "OEE_CA_PKCS11_SLOT", "OEE_CA_PKCS11_LIBRARY");
        String label = needed(token.key(), "OEE_CA_PKCS11_KEY", "OEE_CA_PKCS11_LIBRARY");
        List<X509Certificate> chain = config.certfile()
                .map(file -> KeyFiles.chain("OEE_CA_CERTFILE", file))
                .orElse(List.of());
        return KeyInToken.open(token.library().orElseThrow(), slot, pin, label, chain);
    }

    private static VaultAuthority vault(AuthorityConfig.Vault vault, boolean strict) {
        URI url = needed(vault.url(), "OEE_CA_VAULT_URL", "OEE_CA_KIND=vault");
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new InvalidSettings(
                    "OEE_CA_VAULT_URL: '" + url + "' is no address such as https://vault.example:8200.");
        }
        if (strict && !"https".equals(url.getScheme())) {
            throw new InvalidSettings("OEE_CA_VAULT_URL: '" + url
                    + "' sends the token, with which anybody could sign, in clear; the profile prod needs https.");
        }
        if (vault.token().isEmpty() && vault.tokenFile().isEmpty()) {
            throw new InvalidSettings(
                    "OEE_CA_KIND is vault, and neither OEE_CA_VAULT_TOKEN_FILE nor OEE_CA_VAULT_TOKEN is set.");
        }
        secret("OEE_CA_VAULT_TOKEN", vault.token(), vault.tokenFile());
        Supplier<String> token = () -> token(vault);
        HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(vault.timeout());
        vault.caCerts().ifPresent(file -> http.sslContext(trusting(file)));
        return new VaultAuthority(
                new VaultAuthority.Access(url, vault.mount(), vault.role(), token, vault.timeout()), http.build());
    }

    /** The file may be renewed by an agent, or vanish. */
    private static String token(AuthorityConfig.Vault vault) {
        try {
            return secret("OEE_CA_VAULT_TOKEN", vault.token(), vault.tokenFile())
                    .orElseThrow();
        } catch (InvalidSettings gone) {
            throw new AuthorityUnavailable(gone.getMessage());
        }
    }

    private static SSLContext trusting(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (X509Certificate certificate : KeyFiles.chain("OEE_CA_VAULT_CA_CERTS", file)) {
                trusted.setCertificateEntry(IssuedCertificate.of(certificate).fingerprint(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new InvalidSettings(
                    "OEE_CA_VAULT_CA_CERTS: " + file + " cannot be used: " + unusable.getMessage() + ".");
        }
    }

    private static <T> T needed(Optional<T> setting, String name, String because) {
        return setting.orElseThrow(
                () -> new InvalidSettings(name + " is not set, though " + because + " is: set both, or neither."));
    }

    private static Optional<String> secret(String name, Optional<String> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw new InvalidSettings(name + " and " + name + "_FILE are both set: unset one.");
        }
        return file.map(path -> SecretFile.firstLine(name + "_FILE", path)).or(() -> value);
    }
}
