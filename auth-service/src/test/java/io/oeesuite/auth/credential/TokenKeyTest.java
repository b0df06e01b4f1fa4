package io.oeesuite.auth.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenKeyTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("deeper/token.key");
        TokenKey.makeIfMissing(file, "SETTING");
        String id = TokenKey.read(file, "SETTING").id();
        TokenKey.makeIfMissing(file, "SETTING");

        assertThat(TokenKey.read(file, "SETTING").id()).isEqualTo(id);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void nothingIsLeftBehindWhereSomebodyElseWasFaster() throws IOException {
        Path file = folder.resolve("token.key");
        // a name that is taken, though there is no file behind it: as if it came between the look and the link
        Files.createSymbolicLink(file, folder.resolve("nowhere"));

        TokenKey.makeIfMissing(file, "SETTING");

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        Path file = folder.resolve("token.key");
        TokenKey.makeIfMissing(file, "SETTING");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> TokenKey.read(file, "SETTING"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void whatIsNoKeyOnP256IsRefused() throws IOException, NoSuchAlgorithmException {
        assertRefused(folder.resolve("missing"));
        assertRefused(written("text", "no key"));
        assertRefused(written("broken", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
        for (String algorithm : new String[] {"RSA", "EC"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 384 : 2048);
            assertRefused(written(
                    algorithm,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(generator
                                            .generateKeyPair()
                                            .getPrivate()
                                            .getEncoded())
                            + "\n-----END PRIVATE KEY-----\n"));
        }
    }

    private Path written(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> TokenKey.read(file, "SETTING"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("SETTING: ");
    }
}
