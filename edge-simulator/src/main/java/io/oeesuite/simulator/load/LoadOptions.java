package io.oeesuite.simulator.load;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much load, and how long.
 *
 * @param nodes edge nodes, each a connection of its own, 1..100000
 * @param devices of each node, 1..1000
 * @param rate messages per second of all nodes together, above 0
 * @param metrics of each message, 1..1000
 * @param group Sparkplug group id of the nodes
 */
public record LoadOptions(int nodes, int devices, double rate, int metrics, Duration duration, String group) {

    public static final String USAGE =
            "load [--nodes 10] [--devices 4] [--rate 100] [--metrics 10] [--duration PT30S] [--group LOAD]";

    public LoadOptions {
        within("--nodes", nodes, 100_000);
        within("--devices", devices, 1000);
        within("--metrics", metrics, 1000);
        if (!(rate > 0 && rate <= 1_000_000)) {
            throw new IllegalArgumentException("--rate must be above 0 and at most 1000000. Usage: " + USAGE);
        }
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("--duration must be positive. Usage: " + USAGE);
        }
    }

    /**
     * Reads the command line, without the word `load` itself.
     *
     * @throws IllegalArgumentException when it makes no sense
     */
    public static LoadOptions parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>(Map.of(
                "--nodes", "10",
                "--devices", "4",
                "--rate", "100",
                "--metrics", "10",
                "--duration", "PT30S",
                "--group", "LOAD"));
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size() || values.replace(arguments.get(i), arguments.get(i + 1)) == null) {
                throw new IllegalArgumentException("'" + arguments.get(i) + "' is not understood. Usage: " + USAGE);
            }
        }
        try {
            return new LoadOptions(
                    Integer.parseInt(values.get("--nodes")),
                    Integer.parseInt(values.get("--devices")),
                    Double.parseDouble(values.get("--rate")),
                    Integer.parseInt(values.get("--metrics")),
                    Duration.parse(values.get("--duration")),
                    values.get("--group"));
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new IllegalArgumentException(wrong.getMessage() + ". Usage: " + USAGE, wrong);
        }
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1.." + most + ". Usage: " + USAGE);
        }
    }
}
