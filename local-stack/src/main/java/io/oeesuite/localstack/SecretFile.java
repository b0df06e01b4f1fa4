package io.oeesuite.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Secrets that are made once and kept in a properties file that only its owner can read. */
public record SecretFile(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PROGRAM_BYTES = 24;

    /** Without those that look alike. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private static final int PERSON_LETTERS = 16;

    /**
     * The secrets of these names; those that the file does not hold yet are made and added.
     *
     * @param maker as {@link #forProgram} or {@link #forPerson}
     * @param comment what they are, for who opens the file
     */
    public Map<String, String> keep(Collection<String> names, Supplier<String> maker, String comment) {
        try {
            createIfMissing(path);
            Properties kept = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                kept.load(reader);
            }
            names.forEach(name -> kept.computeIfAbsent(name, missing -> maker.get()));
            try (Writer writer = Files.newBufferedWriter(path)) {
                kept.store(writer, comment);
            }
            Map<String, String> secrets = new TreeMap<>();
            names.forEach(name -> secrets.put(name, kept.getProperty(name)));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty file that only its owner can read, unless there is one. */
    public static void createIfMissing(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    /** 192 random bits. */
    public static String forProgram() {
        byte[] random = new byte[PROGRAM_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Over 90 random bits that can be typed. */
    public static String forPerson() {
        StringBuilder password = new StringBuilder();
        for (int letter = 0; letter < PERSON_LETTERS; letter++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
