package io.oeesuite.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The administrator's password and the secret of every client of the realm, made once per folder; only its owner can read the file. */
record KeycloakSecrets(String administrator, Map<String, String> clients) {

    private static final String ADMINISTRATOR = "administrator";
    private static final int BYTES = 24;

    KeycloakSecrets {
        clients = Map.copyOf(clients);
    }

    /** Those of the file; what it does not hold yet is made and added. */
    static KeycloakSecrets in(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Properties kept = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            KeycloakServer.CLIENTS.forEach(client -> kept.computeIfAbsent(client, missing -> made()));
            kept.computeIfAbsent(ADMINISTRATOR, missing -> made());
            try (Writer writer = Files.newBufferedWriter(file)) {
                kept.store(writer, "the administrator's password and the clients' secrets");
            }
            return of(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeycloakSecrets of(Properties kept) {
        Map<String, String> clients = new TreeMap<>();
        KeycloakServer.CLIENTS.forEach(client -> clients.put(client, kept.getProperty(client)));
        return new KeycloakSecrets(kept.getProperty(ADMINISTRATOR), clients);
    }

    private static String made() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "KeycloakSecrets of " + clients.keySet();
    }
}
