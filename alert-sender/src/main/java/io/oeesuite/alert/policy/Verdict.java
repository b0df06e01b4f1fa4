package io.oeesuite.alert.policy;

import java.util.List;

import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;

/**
 * What is to be done about an incident now.
 *
 * @param incident as it is after this
 * @param notifications what is to be told
 * @param calls whether this is the first call for the incident, from which the cooldown counts
 */
public record Verdict(Incident incident, List<Notification> notifications, boolean calls) {
    public Verdict {
        notifications = List.copyOf(notifications);
    }

    static Verdict nothing(Incident incident) {
        return new Verdict(incident, List.of(), false);
    }
}
