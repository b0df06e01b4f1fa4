package io.oeesuite.simulator.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OutboxKillTest {

    @TempDir
    Path folder;

    @RepeatedTest(2)
    void whatWasKeptOutlivesAKilledProcess() throws Exception {
        Path file = folder.resolve("node.db");
        Path said = folder.resolve("said.txt");
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> promised(said) >= 200);
        } finally {
            writer.destroyForcibly().waitFor();
        }
        long promised = promised(said);

        try (SqliteOutbox survived = new SqliteOutbox(SqliteFile.open(file), 1_000_000)) {
            List<Entry> entries = survived.after(0, Integer.MAX_VALUE);
            assertThat(entries.size()).isGreaterThanOrEqualTo((int) promised);
            assertThat(entries)
                    .extracting(Entry::reading)
                    .containsExactlyElementsOf(OutboxTest.readings(1, entries.size()));
        }
    }

    private static long promised(Path said) throws Exception {
        String text = Files.readString(said);
        String[] lines = text.substring(0, Math.max(0, text.lastIndexOf('\n'))).split("\n");
        return lines[lines.length - 1].isEmpty() ? 0 : Long.parseLong(lines[lines.length - 1]);
    }
}
