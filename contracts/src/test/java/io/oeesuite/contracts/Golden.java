package io.oeesuite.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A committed file that must equal what the code says. {@code -Dgolden.update=true} writes it anew. */
record Golden(Path file) {

    static Golden resource(String name) {
        return new Golden(Path.of("src/test/resources/golden", name));
    }

    String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mustEqual(String actual) {
        if (Boolean.getBoolean("golden.update")) {
            write(actual);
        }
        assertThat(text())
                .as("%s is out of date; look at the difference, then run with -Dgolden.update=true", file)
                .isEqualTo(actual);
    }

    private void write(String actual) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
