package io.oeesuite.alert.mqtt;

import java.util.Optional;

import io.oeesuite.alert.told.Equipment;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;

/**
 * What the topic of a machine must say after an alert was told.
 *
 * @param shown empty when nothing is open there any more: the topic is cleared
 */
record RetainedAlert(String topic, Optional<Alert> shown) {
    private static final String BASE = "oee/v1/alerts/";

    /**
     * Of several open alerts the most severe is shown, among those the oldest; the others stand beside it.
     *
     * @throws IllegalArgumentException when the equipment has no name that a topic can have
     */
    static RetainedAlert after(Alert alert) {
        String topic = BASE + Equipment.of(alert.getEquipment());
        if (alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED && alert.getAlsoOpenCount() == 0) {
            return new RetainedAlert(topic, Optional.empty());
        }
        var open = new java.util.ArrayList<>(alert.getAlsoOpenList());
        if (alert.getStatus() != AlertStatus.ALERT_STATUS_RESOLVED) {
            open.add(alert.toBuilder().clearAlsoOpen().build());
        }
        Alert worst = open.stream()
                .reduce((one, two) -> two.getSeverityValue() > one.getSeverityValue() ? two : one)
                .orElseThrow();
        open.remove(worst);
        return new RetainedAlert(
                topic, Optional.of(worst.toBuilder().addAllAlsoOpen(open).build()));
    }
}
