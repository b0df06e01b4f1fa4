package io.oeesuite.alert.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;

/**
 * Which alerts are told over which channels.
 *
 * @param equipment the parts of the plant that it is for; empty for all
 * @param rules by name; empty for all
 * @param atLeast the least severity
 * @param hours when it calls; empty for always
 * @param channels that are called, at least one
 * @param cooldown how long after it has told of an equipment and rule it tells nothing new about them
 * @param escalation who is called when nobody acknowledges
 */
public record Route(
        String name,
        List<EquipmentPattern> equipment,
        Set<String> rules,
        AlertSeverity atLeast,
        Optional<WeeklyHours> hours,
        List<String> channels,
        Duration cooldown,
        Optional<Escalation> escalation) {
    public Route {
        equipment = List.copyOf(equipment);
        rules = Set.copyOf(rules);
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("route " + name + " names no channel");
        }
    }

    /**
     * What happens while nobody acknowledges.
     *
     * @param after how long, since it was told and since each escalation; > 0
     * @param channels that are called then, at least one
     * @param times how often at most, ≥ 1
     */
    public record Escalation(Duration after, List<String> channels, int times) {
        public Escalation {
            channels = List.copyOf(channels);
            if (!after.isPositive() || channels.isEmpty() || times < 1) {
                throw new IllegalArgumentException(
                        "an escalation needs a positive time, a channel, and to happen once");
            }
        }
    }

    /** Whether it is for this alert at this time. */
    boolean wants(Alert alert, Instant now) {
        return alert.getSeverityValue() >= atLeast.getNumber()
                && (rules.isEmpty() || rules.contains(alert.getRule()))
                && (equipment.isEmpty() || equipment.stream().anyMatch(part -> part.covers(alert.getEquipment())))
                && hours.map(open -> open.contain(now)).orElse(true);
    }
}
