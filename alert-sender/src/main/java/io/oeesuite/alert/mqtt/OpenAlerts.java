package io.oeesuite.alert.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.logging.Logger;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Incident;

/** What all topics must say, by the incidents that are remembered. */
final class OpenAlerts {
    private static final Logger LOG = Logger.getLogger(OpenAlerts.class);

    private OpenAlerts() {}

    /** One for each machine that anything is remembered of: where all is over the topic is to be clear. */
    static List<RetainedAlert> of(Collection<Incident> incidents) {
        Map<String, List<Alert>> open = new TreeMap<>();
        incidents.stream()
                .map(Incident::getAlert)
                .sorted(Comparator.comparingLong(Alert::getRaisedMs))
                .forEach(alert -> {
                    List<Alert> ofMachine = open.computeIfAbsent(alert.getEquipment(), _ -> new ArrayList<>());
                    if (alert.getStatus() == AlertStatus.ALERT_STATUS_OPEN) {
                        ofMachine.add(alert);
                    }
                });
        List<RetainedAlert> all = new ArrayList<>();
        open.forEach((equipment, alerts) -> {
            try {
                all.add(RetainedAlert.of(equipment, alerts));
            } catch (IllegalArgumentException noTopic) {
                LOG.debugf("No topic for %s", noTopic.getMessage());
            }
        });
        return all;
    }
}
