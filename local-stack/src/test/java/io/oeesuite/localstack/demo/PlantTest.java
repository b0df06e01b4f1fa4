package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PlantTest {

    private static final DemoFolder CLONE =
            new DemoFolder(Path.of("").toAbsolutePath().getParent());

    @Test
    void findsTheEdgeNodesOfTheDemosScenario() {
        assertThat(Plant.of(CLONE, Map.of()).edgeNodes())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("edge_"));
    }

    @Test
    void devicesThatSpeakJsonNeedCertificatesWhenTheyTakePart() {
        assertThat(Plant.of(CLONE, Map.of()).clients()).doesNotContain("MIXER-01");
        assertThat(Plant.of(CLONE, Map.of("SIMULATOR_JSON_DEVICES", "true")).clients())
                .containsAll(Plant.of(CLONE, Map.of()).edgeNodes())
                .contains("MIXER-01")
                .doesNotContain("SYRUP-A");
    }

    @Test
    void tellsDevicesFromTheirMachines(@TempDir Path folder) throws IOException {
        Path scenario = Files.writeString(folder.resolve("mine.yaml"), """
                        nodes:
                          - line: {group: G, node: edge_A}
                        jsonDevices:
                          # the first
                          - id: ONE
                            line:
                              machines:
                                - id: M-1

                          - id: "TWO"
                            line: {machines: [{id: M-2}]}
                        other:
                          - id: THREE
                        """);

        assertThat(Plant.of(CLONE, Map.of("SIMULATOR_SCENARIO", scenario.toString(), "SIMULATOR_JSON_DEVICES", "true"))
                        .clients())
                .containsExactly("edge_A", "ONE", "TWO");
    }

    @Test
    void findsTheEdgeNodesOfAScenarioOfOnesOwn(@TempDir Path folder) throws IOException {
        Path scenario = Files.writeString(
                folder.resolve("mine.yaml"),
                "nodes:\n  - line: {group: G, node: edge_A}\n  - line:\n      node: \"edge_B\"\n");

        assertThat(Plant.of(CLONE, Map.of("SIMULATOR_SCENARIO", scenario.toString()))
                        .edgeNodes())
                .containsExactly("edge_A", "edge_B");
        assertThat(Plant.of(CLONE, Map.of("SIMULATOR_SCENARIO", "none")).edgeNodes())
                .isEmpty();
    }
}
