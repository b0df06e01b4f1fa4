package io.oeesuite.alert.told;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An alert as JSON. Fields are only ever added.
 *
 * @param id the same whenever this alert is told again
 * @param startedAt when what is wrong began
 * @param raisedAt when that had lasted too long
 * @param closedBy who has closed it by hand
 * @param state PackML state number of the machine then
 * @param alsoOpen other alerts of the same equipment
 */
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
public record AlertBody(
        String id,
        String equipment,
        String rule,
        String severity,
        String status,
        String summary,
        Instant startedAt,
        Instant raisedAt,
        Instant resolvedAt,
        String closedBy,
        Integer state,
        String reason,
        String product,
        String order,
        List<AlertBody> alsoOpen) {

    public AlertBody {
        alsoOpen = List.copyOf(alsoOpen);
    }

    public static AlertBody of(Alert alert) {
        return new AlertBody(
                alert.getId(),
                alert.getEquipment(),
                alert.getRule(),
                name(alert.getSeverity()),
                name(alert.getStatus()),
                AlertWords.summary(alert),
                Instant.ofEpochMilli(alert.getStartMs()),
                Instant.ofEpochMilli(alert.getRaisedMs()),
                alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED
                        ? Instant.ofEpochMilli(alert.getResolvedMs())
                        : null,
                alert.getClosedBy(),
                alert.hasState() ? alert.getState() : null,
                alert.getReason(),
                alert.getProduct(),
                alert.getOrder(),
                alert.getAlsoOpenList().stream().map(AlertBody::of).toList());
    }

    /** As {@code critical}. */
    public static String name(AlertSeverity severity) {
        return word(severity.name(), "ALERT_SEVERITY_");
    }

    /** As {@code open}. */
    public static String name(AlertStatus status) {
        return word(status.name(), "ALERT_STATUS_");
    }

    /** A constant of a contract without its prefix, in small letters. */
    public static String word(String constant, String prefix) {
        return constant.replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
