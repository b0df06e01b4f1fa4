package io.oeesuite.alert;

import java.time.Instant;
import java.util.UUID;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;

/** Alerts of one press. */
public final class AlertMother {
    public static final String PRESS = "PLANT/line/press";

    private AlertMother() {}

    /** Since five minutes ago. */
    public static Alert down(String equipment, Instant now) {
        return Alert.newBuilder()
                .setId(UUID.nameUUIDFromBytes((equipment + now).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString())
                .setEquipment(equipment)
                .setRule("machine-down")
                .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                .setStatus(AlertStatus.ALERT_STATUS_OPEN)
                .setStartMs(now.minusSeconds(300).toEpochMilli())
                .setRaisedMs(now.toEpochMilli())
                .setLimitMs(300_000)
                .setState(9)
                .setReason("17")
                .setOrder("O-1")
                .build();
    }

    public static Alert noData(String equipment, Instant now) {
        Alert down = down(equipment, now);
        return down.toBuilder()
                .setId(down.getId().replaceFirst("^.", "z"))
                .setRule("no-data")
                .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
                .build();
    }

    public static Alert resolved(Alert alert, Instant now) {
        return alert.toBuilder()
                .setStatus(AlertStatus.ALERT_STATUS_RESOLVED)
                .setResolvedMs(now.toEpochMilli())
                .build();
    }
}
