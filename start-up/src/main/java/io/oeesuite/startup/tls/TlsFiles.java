package io.oeesuite.startup.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.oeesuite.startup.InvalidSettings;

/**
 * Where the certificates of one kind of server lie.
 *
 * @param prefix of the settings that name them, as {@code KAFKA}
 * @param authorities whom to trust
 * @param certificate of this client with those that signed it, first its own; empty where the server knows its clients otherwise
 * @param key of the certificate, present when it is
 */
public record TlsFiles(String prefix, Path authorities, Optional<Path> certificate, Optional<Path> key) {
    static final String USE_TLS = "_USE_TLS";
    static final String CA_CERTS = "_CA_CERTS";
    static final String CERTFILE = "_CERTFILE";
    static final String KEYFILE = "_KEYFILE";

    /**
     * As the settings {@code …_USE_TLS}, {@code …_CA_CERTS}, {@code …_CERTFILE} and {@code …_KEYFILE} say; an empty value counts as not set.
     *
     * @param lookup the value of a setting
     * @return empty when TLS is not wanted
     * @throws InvalidSettings when they do not fit together; the files are not looked at yet
     */
    public static Optional<TlsFiles> from(String prefix, Function<String, Optional<String>> lookup) {
        if (!isWanted(prefix, lookup)) {
            return Optional.empty();
        }
        Optional<Path> certificate = path(prefix + CERTFILE, lookup);
        Optional<Path> key = path(prefix + KEYFILE, lookup);
        if (certificate.isPresent() != key.isPresent()) {
            String missing = prefix + (certificate.isPresent() ? KEYFILE : CERTFILE);
            String present = prefix + (certificate.isPresent() ? CERTFILE : KEYFILE);
            throw new InvalidSettings(missing + " is not set, but " + present + " is: give both, or neither.");
        }
        Path authorities = path(prefix + CA_CERTS, lookup)
                .orElseThrow(() -> new InvalidSettings(prefix + CA_CERTS + " is not set, but " + prefix + USE_TLS
                        + " is true: give the certificates of the authorities to trust, a file in PEM format."));
        return Optional.of(new TlsFiles(prefix, authorities, certificate, key));
    }

    /** @throws InvalidSettings when it is neither true nor false */
    static boolean isWanted(String prefix, Function<String, Optional<String>> lookup) {
        String value = set(prefix + USE_TLS, lookup).orElse("false");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default ->
                throw new InvalidSettings(
                        prefix + USE_TLS + " is '" + value + "', which is neither true nor false: use one of them.");
        };
    }

    /**
     * What they hold now.
     *
     * @throws InvalidSettings when one cannot be read or does not hold what it should, when key and certificate are not of each other, or the certificate is not
     *     valid now
     */
    public TlsPems read() {
        return new TlsPems(
                        read(CA_CERTS, authorities),
                        certificate.map(file -> read(CERTFILE, file)),
                        key.map(file -> read(KEYFILE, file)))
                .checked();
    }

    private Pem read(String setting, Path file) {
        String name = prefix + setting;
        Path path = file.toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw new InvalidSettings(name + ": there is no file " + path + ": give the path of one in PEM format.");
        }
        try {
            return new Pem(name, path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new InvalidSettings(
                    name + ": " + path + " cannot be read: it must be readable by the user this service runs as.");
        }
    }

    static Optional<Path> path(String setting, Function<String, Optional<String>> lookup) {
        return set(setting, lookup).map(Path::of);
    }

    private static Optional<String> set(String setting, Function<String, Optional<String>> lookup) {
        return lookup.apply(setting).map(String::strip).filter(text -> !text.isEmpty());
    }
}
