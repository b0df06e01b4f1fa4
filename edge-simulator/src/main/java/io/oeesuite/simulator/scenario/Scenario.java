package io.oeesuite.simulator.scenario;

import java.util.List;
import java.util.Set;

import io.oeesuite.simulator.plant.LineSpec;

/**
 * A plant to be played.
 *
 * @param seed the same seed gives the same plant
 */
public record Scenario(long seed, List<Node> nodes, List<JsonDevice> jsonDevices) {

    public Scenario {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        jsonDevices = jsonDevices == null ? List.of() : List.copyOf(jsonDevices);
        if (nodes.stream().map(Node::key).distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("Two nodes of the scenario have one group and node id");
        }
    }

    /** Nothing but what comes over the control API. */
    public static Scenario empty() {
        return new Scenario(0, List.of(), List.of());
    }

    /**
     * One edge node with the line behind it.
     *
     * @param aliases whether births give metrics an alias; null: as the service is set
     * @param complexMetrics whether the node also publishes DataSet, Template, PropertySet, arrays and every width of integer
     * @param faults names of the faults that are on from the beginning
     */
    public record Node(LineSpec line, Boolean aliases, boolean complexMetrics, Set<String> faults) {

        public Node {
            if (line == null) {
                throw new IllegalArgumentException("A node of the scenario needs a line");
            }
            faults = faults == null ? Set.of() : Set.copyOf(faults);
        }

        String key() {
            return line.group() + '/' + line.node();
        }
    }

    /** A device that speaks JSON instead of Sparkplug; only the first machine of its line is published. */
    public record JsonDevice(String id, LineSpec line) {

        public JsonDevice {
            if (id == null || id.isBlank() || line == null) {
                throw new IllegalArgumentException("A JSON device of the scenario needs an id and a line");
            }
        }
    }
}
