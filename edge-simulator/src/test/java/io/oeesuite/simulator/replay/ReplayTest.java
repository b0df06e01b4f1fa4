package io.oeesuite.simulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ReplayTest {

    static final Path EXAMPLE = Path.of("examples", "bottling-line");

    @TempDir
    Path folder;

    @Test
    void theRecordIsReadAsItIsPublished() {
        List<Batch> batches = BottlingLine.read(EXAMPLE);

        assertThat(batches).hasSize(38);
        assertThat(batches.stream().mapToInt(batch -> batch.stops().size()).sum())
                .isEqualTo(61);
        assertThat(sum(batches.stream().map(Batch::stopped).toList())).isEqualTo(Duration.ofMinutes(1388));
        assertThat(sum(batches.stream().map(Batch::idealCycle).toList())).isEqualTo(Duration.ofMinutes(2470));
        assertThat(batches.getFirst().start()).isEqualTo(Instant.parse("2024-08-29T11:50:00Z"));
        assertThat(batches.getLast().end()).isEqualTo(Instant.parse("2024-09-03T01:05:00Z"));
        assertThat(batches)
                .allSatisfy(batch -> assertThat(Duration.between(batch.start(), batch.end()))
                        .isEqualTo(batch.idealCycle().plus(batch.stopped())));
    }

    @Test
    void everyMetricHasOneValuePerMoment() {
        Set<String> seen = new HashSet<>();

        for (Metric fact : History.of(BottlingLine.read(EXAMPLE))) {
            assertThat(seen.add(fact.name().orElseThrow() + fact.timestamp().orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void theDesignSpeedGivesTheIdealCycleBack() {
        assertThat(60 / History.designSpeed(BottlingLine.read(EXAMPLE).getFirst()))
                .isEqualTo(3600.0);
        assertThat(60 / History.designSpeed(BottlingLine.read(EXAMPLE).getLast()))
                .isCloseTo(98 * 60.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batches.csv  | 422111,OR-600 | 422111,XX-600 | batches.csv line 2 column `product`: `XX-600` is not in products.csv
            batches.csv  | 11:50:00,2024 | noon,2024     | batches.csv line 2 column `start`
            batches.csv  | T14:05:00     | T11:00:00     | batches.csv line 2 column `end`
            batches.csv  | 422112,LE     | 422111,LE     | line 3 column `batch`: `422111` is there twice
            batches.csv  | operator      | who           | column 3 must be `operator`
            stops.csv    | 422111,2,60   | 422111,2,six  | stops.csv line 2 column `minutes`: `six` must be a whole number
            stops.csv    | 422111,2,60   | 422111,2,600  | leaves less time than the stops
            stops.csv    | 422111,2,60   | 422111,99,60  | stops.csv line 2 column `factor`: `99` is not in factors.csv
            stops.csv    | 422111,2,60   | 999999,2,60   | stops.csv line 2 column `batch`: `999999` is not in batches.csv
            stops.csv    | 422111,2,60   | 422111,2      | stops.csv line 2: column `minutes` is missing
            products.csv | 600 ml,60     | 600 ml,0      | products.csv line 2 column `min_batch_minutes`: `0`
            """)
    void whatIsWrongIsNamedByFileLineAndColumn(String file, String right, String wrong, String message)
            throws IOException {
        copyExample();
        Path changed = folder.resolve(file);
        Files.writeString(changed, Files.readString(changed).replaceFirst(right, wrong));

        assertThatThrownBy(() -> BottlingLine.read(folder))
                .isInstanceOf(InvalidDataSet.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutTheFilesIsNamed() {
        assertThatThrownBy(() -> BottlingLine.read(folder))
                .isInstanceOf(InvalidDataSet.class)
                .hasMessageContaining("products.csv cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--shuffle",
                "a b",
                "a --rate",
                "a --rate fast",
                "a --rate 0",
                "a --what",
                "a --node",
                "a --node x",
                "a --node x/a+b"
            })
    void aCommandLineThatMakesNoSenseIsRefused(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThatThrownBy(() -> ReplayOptions.parse(arguments)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsMayStandAnywhere() {
        ReplayOptions options = ReplayOptions.parse(List.of("--shuffle", "7", "data", "--rate", "12.5"));

        assertThat(options.folder()).isEqualTo(Path.of("data"));
        assertThat(options.shuffle()).hasValue(7);
        assertThat(options.rate()).hasValue(12.5);
        assertThat(options.node()).isEqualTo(new NodeId("BOTTLING", "edge_PLANT01-LINE01"));
        assertThat(ReplayOptions.parse(List.of("--shuffle", "data")).shuffle()).isPresent();
        assertThat(ReplayOptions.parse(List.of("data", "--node", "HELM-TEST/edge_HELM-TEST"))
                        .node())
                .isEqualTo(new NodeId("HELM-TEST", "edge_HELM-TEST"));
    }

    private void copyExample() throws IOException {
        for (String file : List.of("batches.csv", "stops.csv", "products.csv", "factors.csv")) {
            Files.copy(EXAMPLE.resolve(file), folder.resolve(file));
        }
    }

    private static Duration sum(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
