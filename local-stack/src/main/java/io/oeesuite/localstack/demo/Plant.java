package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The simulated plant: which scenario, and so which clients need certificates.
 *
 * @param jsonDevices whether its devices that speak JSON take part
 */
record Plant(Path scenario, boolean jsonDevices) {

    private static final Pattern EDGE_NODE = Pattern.compile("\\bnode:\\s*[\"']?(edge_[A-Za-z0-9._-]+)");
    private static final Pattern JSON_DEVICES = Pattern.compile("(?m)^jsonDevices:\\h*\\R((?:[\\h#-].*\\R?|\\R)*)");
    private static final Pattern ID = Pattern.compile("(?m)^(\\h*)-\\h*\\{?\\h*id:\\h*[\"']?([A-Za-z0-9._-]+)");

    /** That of the environment, or else the one the simulator brings along. */
    static Plant of(DemoFolder folder, Map<String, String> environment) {
        String scenario = environment.getOrDefault("SIMULATOR_SCENARIO", "default");
        Path own = folder.root().resolve("edge-simulator/src/main/resources/scenario.yaml");
        return new Plant(
                scenario.equals("default") ? own : Path.of(scenario),
                Boolean.parseBoolean(environment.getOrDefault("SIMULATOR_JSON_DEVICES", "")));
    }

    /** The ids of all its clients. */
    List<String> clients() {
        return Stream.concat(edgeNodes().stream(), jsonDeviceIds().stream()).toList();
    }

    private List<String> jsonDeviceIds() {
        Matcher devices = JSON_DEVICES.matcher(text());
        if (!jsonDevices || !devices.find()) {
            return List.of();
        }
        List<MatchResult> ids = ID.matcher(devices.group(1)).results().toList();
        // the ids of the devices are those furthest left; the others are those of their machines and products
        return ids.stream()
                .filter(id -> id.group(1).equals(ids.getFirst().group(1)))
                .map(id -> id.group(2))
                .toList();
    }

    /** The ids of its edge nodes, which are their client ids. */
    List<String> edgeNodes() {
        return EDGE_NODE
                .matcher(text())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private String text() {
        try {
            return Files.isRegularFile(scenario) ? Files.readString(scenario) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
