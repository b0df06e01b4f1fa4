package io.oeesuite.command.commanding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.oeesuite.command.host.Glob;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.startup.InvalidSettings;

/**
 * A permission to write metrics.
 *
 * @param device empty: metrics of edge nodes themselves
 * @param min least number, inclusive
 * @param max greatest number, inclusive
 * @param values the only ones there are, as text; empty where every value of the type is one
 * @param critical whether a second person has to approve
 */
public record AllowRule(
        Glob group,
        Glob node,
        Optional<Glob> device,
        Glob metric,
        OptionalDouble min,
        OptionalDouble max,
        List<String> values,
        boolean critical) {
    public AllowRule {
        values = List.copyOf(values);
        if (min.isPresent() && max.isPresent() && !(min.getAsDouble() <= max.getAsDouble())) {
            throw new InvalidSettings("OEE_COMMANDS_ALLOW: of " + metric + " the least value " + min.getAsDouble()
                    + " is above the greatest " + max.getAsDouble() + ".");
        }
    }

    static AllowRule of(CommandsConfig.Allowed setting) {
        return new AllowRule(
                new Glob(setting.group()),
                new Glob(setting.node()),
                setting.device().map(Glob::new),
                new Glob(setting.metric()),
                setting.min(),
                setting.max(),
                setting.values().orElse(List.of()),
                setting.critical());
    }

    boolean covers(SourceId id, String name) {
        return group.matches(id.group())
                && node.matches(id.node())
                && device.isPresent() == id.device().isPresent()
                && id.device()
                        .flatMap(given -> device.map(pattern -> pattern.matches(given)))
                        .orElse(true)
                && metric.matches(name);
    }

    boolean admits(MetricValue value) {
        if (!values.isEmpty() && !values.contains(MetricValues.text(value))) {
            return false;
        }
        if (min.isEmpty() && max.isEmpty()) {
            return true;
        }
        OptionalDouble number = MetricValues.number(value);
        return number.isPresent()
                && number.getAsDouble() >= min.orElse(Double.NEGATIVE_INFINITY)
                && number.getAsDouble() <= max.orElse(Double.POSITIVE_INFINITY);
    }

    /** For people: "0.0 to 200.0", "one of 1, 2". */
    String range() {
        String numbers = min.isEmpty() && max.isEmpty()
                ? ""
                : (min.isPresent() ? "from " + min.getAsDouble() : "any number")
                        + (max.isPresent() ? " to " + max.getAsDouble() : "");
        String words = values.isEmpty() ? "" : "one of " + String.join(", ", values);
        return numbers.isEmpty() ? words : words.isEmpty() ? numbers : numbers + ", " + words;
    }
}
