package io.oeesuite.command.commanding;

import java.util.List;
import java.util.Optional;

import io.oeesuite.command.plant.SourceId;

/** Which metrics may be written: those that a rule covers, and no others. */
public record AllowList(List<AllowRule> rules) {
    public AllowList {
        rules = List.copyOf(rules);
    }

    /** The first rule that covers the metric. */
    public Optional<AllowRule> find(SourceId id, String metric) {
        return rules.stream().filter(rule -> rule.covers(id, metric)).findFirst();
    }
}
