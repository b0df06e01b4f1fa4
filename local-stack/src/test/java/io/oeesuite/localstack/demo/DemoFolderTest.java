package io.oeesuite.localstack.demo;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoFolderTest {

    private static final Path CLONE = Path.of("/clone");

    @Test
    void liesInTheCloneUnlessItIsMoved() {
        assertThat(DemoFolder.of(CLONE, Map.of()).local()).isEqualTo(CLONE.resolve(".local"));
        assertThat(DemoFolder.of(CLONE, Map.of("OEE_LOCAL_DIR", " ")).local()).isEqualTo(CLONE.resolve(".local"));
    }

    @Test
    void movesWithAllThatTheDemoWrites() {
        DemoFolder moved = DemoFolder.of(CLONE, Map.of("OEE_LOCAL_DIR", "/other"));

        assertThat(moved.certificates()).isEqualTo(Path.of("/other/certs"));
        assertThat(RunFile.of(moved).file()).isEqualTo(Path.of("/other/demo.properties"));
        assertThat(moved.shown(moved.logs())).isEqualTo("/other/logs");
        assertThat(moved.application("ingest-service")).startsWithRaw(CLONE);
    }
}
