package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import io.oeesuite.analytics.reading.KnownMachine;

/** Machines sorted into groups and edge nodes. */
final class EquipmentTree {
    private final Map<String, Node> groups = new TreeMap<>();
    private final Function<String, Double> completeness;
    private final long nowMs;

    /** @param completeness of an edge node, null when unknown */
    EquipmentTree(List<KnownMachine> machines, Function<String, Double> completeness, long nowMs) {
        this.completeness = completeness;
        this.nowMs = nowMs;
        machines.forEach(this::add);
    }

    List<EquipmentAnswer> answer() {
        return groups.values().stream().map(group -> answer(group, "group")).toList();
    }

    private void add(KnownMachine machine) {
        String[] levels = machine.equipment().split("/", 3);
        Node node = groups.computeIfAbsent(levels[0], Node::new);
        String path = levels[0];
        for (int level = 1; level < levels.length; level++) {
            path += "/" + levels[level];
            node = node.children.computeIfAbsent(path, Node::new);
        }
        node.machine = Optional.of(machine);
    }

    private EquipmentAnswer answer(Node node, String level) {
        String below = level.equals("group") ? "node" : "device";
        List<EquipmentAnswer> children = new ArrayList<>();
        node.children.values().forEach(child -> children.add(answer(child, below)));
        return new EquipmentAnswer(
                node.path,
                level,
                node.machine
                        .map(machine -> LiveAnswer.of(machine.live(), nowMs))
                        .orElse(null),
                level.equals("node") ? completeness.apply(node.path) : null,
                children);
    }

    private static final class Node {
        private final String path;
        private final Map<String, Node> children = new TreeMap<>();
        private Optional<KnownMachine> machine = Optional.empty();

        Node(String path) {
            this.path = path;
        }
    }
}
