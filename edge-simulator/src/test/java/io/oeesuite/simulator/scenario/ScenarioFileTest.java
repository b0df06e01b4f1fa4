package io.oeesuite.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioFileTest {

    @TempDir
    Path folder;

    @Test
    void theBuiltInPlantHasTwoLines() {
        Scenario scenario = ScenarioFile.named("default");

        assertThat(scenario.nodes())
                .extracting(node -> node.line().node())
                .containsExactly("edge_PLANT01-LINE02", "edge_PLANT01-LINE03");
        assertThat(scenario.jsonDevices()).extracting(Scenario.JsonDevice::id).containsExactly("MIXER-01");
    }

    @Test
    void noneIsNothing() {
        assertThat(ScenarioFile.named("none")).isEqualTo(Scenario.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nodes: [{}]                                                     | needs a line
            nodes: [{line: {group: G}}]                                     | needs a group and a node
            nodes: [{line: {group: G, node: N}}]                            | needs products, orders and machines
            seeds: 4                                                        | seeds
            nodes: [{line: {group: G, node: N, reportEvery: soon}}]         | line 1
            nodes: [                                                        | line
            """)
    void whatIsWrongIsNamed(String yaml, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("plant.yaml"), yaml);

        assertThatThrownBy(() -> ScenarioFile.named(file.toString()))
                .isInstanceOf(ScenarioFile.InvalidScenario.class)
                .hasMessageContaining("plant.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ScenarioFile.named("/nowhere/plant.yaml"))
                .isInstanceOf(ScenarioFile.InvalidScenario.class)
                .hasMessageContaining("/nowhere/plant.yaml")
                .hasMessageContaining("SIMULATOR_SCENARIO");
    }
}
