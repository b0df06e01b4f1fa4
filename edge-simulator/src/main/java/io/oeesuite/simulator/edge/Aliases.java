package io.oeesuite.simulator.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.sparkplug.Metric;

/**
 * The numbers that stand for metric names: unique over the node and all its devices (tck-id-payloads-alias-uniqueness). Rebirth controls and bdSeq keep
 * their names (tck-id-operational-behavior-data-commands-rebirth-name-aliases).
 */
final class Aliases {

    private final Map<Key, Long> numbers = new HashMap<>();
    private final Map<Long, Key> keys = new HashMap<>();
    private final boolean used;

    /** @param used false: metrics go by their names */
    Aliases(boolean used) {
        this.used = used;
    }

    /** tck-id-payloads-alias-birth-requirement: a birth gives both, the name and the alias. */
    Metric inBirth(Optional<String> device, Metric metric) {
        String name = metric.name().orElseThrow();
        if (!used || name.equals(SparkplugSession.BD_SEQ) || name.endsWith(SparkplugSession.REBIRTH_SUFFIX)) {
            return metric;
        }
        return metric.withAlias(numbers.computeIfAbsent(new Key(device, name), this::assign));
    }

    /** tck-id-payloads-alias-data-cmd-requirement: where there is an alias, data goes without the name. */
    Metric inData(Optional<String> device, Metric metric) {
        Long number = numbers.get(new Key(device, metric.name().orElseThrow()));
        return number == null ? metric : metric.withAlias(number).withoutName();
    }

    /** The name that a command means, given by name or by alias; empty when the alias is not this node's or device's. */
    Optional<String> name(Optional<String> device, Metric command) {
        if (command.name().isPresent()) {
            return command.name();
        }
        return Optional.ofNullable(keys.get(command.alias().orElseThrow()))
                .filter(key -> key.device().equals(device))
                .map(Key::name);
    }

    private long assign(Key key) {
        long number = numbers.size() + 1L;
        keys.put(number, key);
        return number;
    }

    private record Key(Optional<String> device, String name) {}
}
