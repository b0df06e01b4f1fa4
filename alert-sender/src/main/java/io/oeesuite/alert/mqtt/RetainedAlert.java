package io.oeesuite.alert.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.alert.told.AlertJson;
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
        List<Alert> open = new ArrayList<>(alert.getAlsoOpenList());
        if (alert.getStatus() != AlertStatus.ALERT_STATUS_RESOLVED) {
            open.add(alert.toBuilder().clearAlsoOpen().build());
        }
        return of(alert.getEquipment(), open);
    }

    /**
     * The same of what is open there.
     *
     * @param open the oldest first
     * @throws IllegalArgumentException when the equipment has no name that a topic can have
     */
    static RetainedAlert of(String equipment, List<Alert> open) {
        String topic = BASE + Equipment.of(equipment);
        Optional<Alert> worst =
                open.stream().reduce((one, two) -> two.getSeverityValue() > one.getSeverityValue() ? two : one);
        return new RetainedAlert(
                topic,
                worst.map(shown -> shown.toBuilder()
                        .addAllAlsoOpen(
                                open.stream().filter(each -> each != shown).toList())
                        .build()));
    }

    /** The bytes of the topic's message; none when it is cleared. */
    byte[] payload(AlertJson json) {
        return shown.map(AlertBody::of).map(json::bytes).orElseGet(() -> new byte[0]);
    }
}
