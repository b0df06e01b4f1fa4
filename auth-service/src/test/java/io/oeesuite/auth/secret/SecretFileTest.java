package io.oeesuite.auth.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"open sesame", "open sesame\n", "open sesame\r\n", "open sesame\n# of the plant\n"})
    void theFirstLineCounts(String text) throws IOException {
        assertThat(SecretFile.firstLine("SETTING", file(text, "rw-------"))).isEqualTo("open sesame");
    }

    @Test
    void blanksBelongToIt() throws IOException {
        assertThat(SecretFile.firstLine("SETTING", file(" open sesame \n", "r--------")))
                .isEqualTo(" open sesame ");
    }

    @Test
    void theGroupByWhichAPodIsGivenItMayRead() throws IOException {
        assertThat(SecretFile.text("SETTING", file("open sesame", "r--r-----"))).isEqualTo("open sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw----r--", "rw--w----", "rw-----w-"})
    void whatOthersCanReadOrWriteIsRefused(String rights) {
        assertThatThrownBy(() -> SecretFile.text("SETTING", file("open sesame", rights)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("SETTING: others can read or write ")
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void whatIsNotThereOrEmptyIsRefused() {
        assertThatThrownBy(() -> SecretFile.firstLine("SETTING", folder.resolve("nowhere")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> SecretFile.firstLine("SETTING", file("\nsecond\n", "rw-------")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the first line of");
    }

    private Path file(String text, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
