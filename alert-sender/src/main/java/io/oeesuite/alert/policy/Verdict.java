package io.oeesuite.alert.policy;

import java.util.List;

import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;

/**
 * What is to be done about an incident now.
 *
 * @param incident as it is after this
 * @param notifications what is to be told
 * @param calling the routes that call first for the incident, from which their cooldown counts
 */
public record Verdict(Incident incident, List<Notification> notifications, List<String> calling) {
    public Verdict {
        notifications = List.copyOf(notifications);
        calling = List.copyOf(calling);
    }

    static Verdict nothing(Incident incident) {
        return new Verdict(incident, List.of(), List.of());
    }
}
