package io.oeesuite.simulator.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxTest {

    @TempDir
    Path folder;

    @Test
    void readingsComeBackInOrderAndWhole() {
        try (SqliteOutbox outbox = open(100)) {
            List<Reading> readings = readings(1, 5);

            outbox.append(readings);

            assertThat(outbox.after(0, 10)).extracting(Entry::reading).containsExactlyElementsOf(readings);
            assertThat(outbox.after(2, 2)).extracting(Entry::id).containsExactly(3L, 4L);
            assertThat(outbox.size()).isEqualTo(5);
        }
    }

    @Test
    void whatHasArrivedIsForgottenAndIdsAreNeverUsedAgain() {
        try (SqliteOutbox outbox = open(100)) {
            outbox.append(readings(1, 3));
            outbox.remove(List.of(1L, 2L, 3L));
        }
        try (SqliteOutbox reopened = open(100)) {
            assertThat(reopened.size()).isZero();
            assertThat(reopened.lastId()).isEqualTo(3);

            reopened.append(readings(4, 4));

            assertThat(reopened.after(0, 10)).extracting(Entry::id).containsExactly(4L);
        }
    }

    @Test
    void beyondTheLimitTheOldestAreGivenUpAndCounted() {
        try (SqliteOutbox outbox = open(3)) {
            outbox.append(readings(1, 5));

            assertThat(outbox.after(0, 10)).extracting(Entry::id).containsExactly(3L, 4L, 5L);
            assertThat(outbox.size()).isEqualTo(3);
            assertThat(outbox.givenUp()).isEqualTo(2);
        }
    }

    @Test
    void aNotebookOutlivesItsFileHandle() {
        try (SqliteFile file = SqliteFile.open(folder.resolve("node.db"))) {
            file.write("line", "one");
            file.write("line", "two");
        }
        try (SqliteFile file = SqliteFile.open(folder.resolve("node.db"))) {
            assertThat(file.read("line")).contains("two");
            assertThat(file.read("other")).isEmpty();
        }
    }

    @Test
    void whatFailsHalfwayLeavesNothing() {
        try (SqliteFile file = SqliteFile.open(folder.resolve("node.db"))) {
            assertThatThrownBy(() -> file.atomically(() -> {
                        file.write("line", "half");
                        throw new IllegalStateException("power cut");
                    }))
                    .hasMessage("power cut");

            assertThat(file.read("line")).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Path file =
                Files.writeString(folder.resolve("node.db"), "this is no database, not at all, whatever it is called");

        assertThatThrownBy(() -> SqliteFile.open(file))
                .isInstanceOf(OutboxFailure.class)
                .hasMessageContaining("node.db");
    }

    private SqliteOutbox open(long limit) {
        return new SqliteOutbox(SqliteFile.open(folder.resolve("node.db")), limit);
    }

    static List<Reading> readings(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> new Reading(
                        number % 3 == 0 ? Optional.empty() : Optional.of("A"),
                        List.of(
                                Metric.of("number", DataType.INT64, number).withTimestamp(number),
                                Metric.ofNull("nothing", DataType.DATASET)
                                        .withTimestamp(number)
                                        .asHistorical())))
                .toList();
    }
}
