package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

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
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        List<String> values,
        boolean critical) {
    public AllowRule {
        values = List.copyOf(values);
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            throw new InvalidSettings("OEE_COMMANDS_ALLOW: of " + metric + " the least value "
                    + min.get().toPlainString() + " is above the greatest "
                    + max.get().toPlainString() + ".");
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
        Optional<BigDecimal> number = number(value);
        if (!values.isEmpty() && values.stream().noneMatch(only -> isSame(only, value, number))) {
            return false;
        }
        if (min.isEmpty() && max.isEmpty()) {
            return true;
        }
        return number.filter(given -> min.isEmpty() || given.compareTo(min.get()) >= 0)
                .filter(given -> max.isEmpty() || given.compareTo(max.get()) <= 0)
                .isPresent();
    }

    /** Numbers are the same however they are written: 1 is 1.0. */
    private static boolean isSame(String only, MetricValue value, Optional<BigDecimal> number) {
        return number.flatMap(given -> decimal(only).map(wanted -> wanted.compareTo(given) == 0))
                .orElseGet(() -> only.equals(MetricValues.text(value)));
    }

    /** Exactly, whatever the type; empty where it is no number. */
    private static Optional<BigDecimal> number(MetricValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE, UINT_VALUE, FLOAT_VALUE, DOUBLE_VALUE -> decimal(MetricValues.text(value));
            case BOOL_VALUE, STRING_VALUE, BYTES_VALUE, SPARKPLUG_VALUE, VALUE_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** For people: "from 0 to 200", "one of 1, 2". */
    String range() {
        String numbers = min.isEmpty() && max.isEmpty()
                ? ""
                : (min.isPresent() ? "from " + min.get().toPlainString() : "any number")
                        + (max.isPresent() ? " to " + max.get().toPlainString() : "");
        String words = values.isEmpty() ? "" : "one of " + String.join(", ", values);
        return numbers.isEmpty() ? words : words.isEmpty() ? numbers : numbers + ", " + words;
    }
}
