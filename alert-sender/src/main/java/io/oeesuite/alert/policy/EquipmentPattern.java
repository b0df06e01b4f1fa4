package io.oeesuite.alert.policy;

import java.util.List;

/**
 * Some part of the plant: a path {@code group[/node[/device]]} that stands for all below it, in which {@code *} stands for any one level. Empty for the whole
 * plant.
 */
public record EquipmentPattern(List<String> levels) {
    public static final EquipmentPattern ALL = new EquipmentPattern(List.of());

    private static final String ANY = "*";
    private static final int DEEPEST = 3;

    public EquipmentPattern {
        levels = List.copyOf(levels);
    }

    /** @throws IllegalArgumentException when it is no such path */
    public static EquipmentPattern of(String path) {
        if (path.isEmpty()) {
            return ALL;
        }
        List<String> levels = List.of(path.split("/", -1));
        if (levels.size() > DEEPEST || levels.contains("")) {
            throw new IllegalArgumentException("'" + path + "' is not group, group/node or group/node/device");
        }
        return new EquipmentPattern(levels);
    }

    public boolean covers(String equipment) {
        String[] parts = equipment.split("/", -1);
        if (parts.length < levels.size()) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).equals(ANY) && !levels.get(i).equals(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
