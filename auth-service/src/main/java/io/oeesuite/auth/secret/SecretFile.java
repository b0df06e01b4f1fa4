package io.oeesuite.auth.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

import io.oeesuite.startup.InvalidSettings;

/** A file with a secret: a key, what opens one, a token. Its owner may read it, and its group, by which Kubernetes gives a pod its secrets; nobody else. */
public final class SecretFile {
    private static final Set<PosixFilePermission> ALLOWED = Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ);

    private SecretFile() {}

    /**
     * All that is in it.
     *
     * @param setting that names the file, for people
     * @throws InvalidSettings when it cannot be read, or can be read or written by others
     */
    public static String text(String setting, Path file) {
        try {
            if (!ALLOWED.containsAll(Files.getPosixFilePermissions(file))) {
                throw new InvalidSettings(
                        setting + ": others can read or write " + file
                                + "; let its owner alone write it, and nobody but the owner's group read it (chmod 600, or 640).");
            }
            return Files.readString(file);
        } catch (IOException | UnsupportedOperationException unreadable) {
            throw new InvalidSettings(setting + ": " + file + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ").");
        }
    }

    /**
     * Its first line as it stands, without its end; further lines do not count. OpenSSL and certs/generate_certs.sh read a passphrase so.
     *
     * @param setting that names the file, for people
     * @throws InvalidSettings when it cannot be read, or can be read or written by others, or the line is empty
     */
    public static String firstLine(String setting, Path file) {
        return text(setting, file)
                .lines()
                .findFirst()
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> new InvalidSettings(setting + ": the first line of " + file + " is empty."));
    }
}
