package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The simulated plant: which scenario, and so which clients need certificates. */
record Plant(Path scenario) {

    private static final Pattern EDGE_NODE = Pattern.compile("\\bnode:\\s*[\"']?(edge_[A-Za-z0-9._-]+)");

    /** That of the environment, or else the one the simulator brings along. */
    static Plant of(DemoFolder folder, Map<String, String> environment) {
        String scenario = environment.getOrDefault("SIMULATOR_SCENARIO", "default");
        Path own = folder.root().resolve("edge-simulator/src/main/resources/scenario.yaml");
        return new Plant(scenario.equals("default") ? own : Path.of(scenario));
    }

    /** The ids of its edge nodes, which are their client ids. */
    List<String> edgeNodes() {
        if (!Files.isRegularFile(scenario)) {
            return List.of();
        }
        try {
            return EDGE_NODE
                    .matcher(Files.readString(scenario))
                    .results()
                    .map(MatchResult::group)
                    .map(found -> found.substring(found.indexOf("edge_")))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
