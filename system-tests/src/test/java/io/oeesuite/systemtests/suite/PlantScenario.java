package io.oeesuite.systemtests.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the simulator plays: lines whose machines run from their beginning and report each second, until the test ends. */
public final class PlantScenario {
    private static final int DESIGN_SPEED = 60;

    private final List<String> lines = new ArrayList<>();

    /** Adds an edge node with machines M1, M2 and so on, the first for 60 items a minute, each further one for 30 more. */
    public PlantScenario line(String group, String node, int machines) {
        var line = new StringBuilder("""
                  - aliases: true
                    line:
                      group: %s
                      node: %s
                      reportEvery: PT1S
                      products: [{id: P1, speed: 1.0}]
                      orders: {smallest: 100000, largest: 100000}
                      machines:
                """.formatted(group, node));
        for (int machine = 1; machine <= machines; machine++) {
            line.append("        - {id: M%d, designSpeed: %d, setup: PT1S}\n"
                    .formatted(machine, DESIGN_SPEED + 30 * (machine - 1)));
        }
        lines.add(line.toString());
        return this;
    }

    /** @return the file, for {@code SIMULATOR_SCENARIO} */
    public Path writeTo(Path folder) throws IOException {
        return Files.writeString(folder.resolve("scenario.yaml"), "seed: 1\nnodes:\n" + String.join("", lines));
    }
}
