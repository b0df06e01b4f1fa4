package io.oeesuite.alert.told;

/**
 * The parts of an equipment's name {@code group/node[/device]}.
 *
 * @param device empty when the edge node itself is the machine
 */
public record Equipment(String group, String node, String device) {

    /** @throws IllegalArgumentException when it is no such name */
    public static Equipment of(String name) {
        String[] parts = name.split("/", -1);
        boolean named = parts.length == 2 || parts.length == 3;
        for (String part : parts) {
            named &= !part.isEmpty() && !part.contains("+") && !part.contains("#");
        }
        if (!named) {
            throw new IllegalArgumentException("'" + name + "' is not group/node or group/node/device");
        }
        return new Equipment(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    @Override
    public String toString() {
        return device.isEmpty() ? group + "/" + node : group + "/" + node + "/" + device;
    }
}
