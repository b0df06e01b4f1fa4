package io.oeesuite.simulator.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.oeesuite.simulator.edge.NodeId;

/**
 * What to replay, and how.
 *
 * @param node as which edge node
 * @param shuffle the seed of a shuffled order; empty: as it happened
 * @param rate messages per second; empty: as fast as the broker takes them
 */
public record ReplayOptions(Path folder, NodeId node, OptionalLong shuffle, OptionalDouble rate) {

    public static final String USAGE =
            "replay <folder> [--node <group>/<edge node>] [--shuffle [seed]] [--rate <messages per second>]";

    /**
     * Reads the command line, without the word `replay` itself.
     *
     * @throws IllegalArgumentException when it makes no sense
     */
    public static ReplayOptions parse(List<String> arguments) {
        Optional<Path> folder = Optional.empty();
        NodeId node = ReplayNode.BOTTLING_LINE;
        OptionalLong shuffle = OptionalLong.empty();
        OptionalDouble rate = OptionalDouble.empty();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--node" -> node = node(++i < arguments.size() ? arguments.get(i) : "");
                case "--shuffle" -> {
                    boolean seeded =
                            i + 1 < arguments.size() && arguments.get(i + 1).matches("-?\\d{1,18}");
                    shuffle = OptionalLong.of(seeded ? Long.parseLong(arguments.get(++i)) : System.nanoTime());
                }
                case "--rate" -> rate = OptionalDouble.of(rate(++i < arguments.size() ? arguments.get(i) : ""));
                default -> folder = Optional.of(folder(arguments.get(i), folder));
            }
        }
        return new ReplayOptions(
                folder.orElseThrow(() -> new IllegalArgumentException("Which folder? Usage: " + USAGE)),
                node,
                shuffle,
                rate);
    }

    private static Path folder(String argument, Optional<Path> before) {
        if (before.isPresent() || argument.startsWith("-")) {
            throw new IllegalArgumentException("'" + argument + "' is not understood. Usage: " + USAGE);
        }
        return Path.of(argument);
    }

    private static NodeId node(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "--node takes a group and an edge node, as BOTTLING/edge_LINE7, not '" + text + "'");
        }
        return new NodeId(text.substring(0, slash), text.substring(slash + 1));
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= 100_000) {
                return rate;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--rate takes a number, not '" + text + "'", notANumber);
        }
        throw new IllegalArgumentException("--rate must be above 0 and at most 100000, not " + text);
    }
}
