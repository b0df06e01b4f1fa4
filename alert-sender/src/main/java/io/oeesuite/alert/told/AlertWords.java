package io.oeesuite.alert.told;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;

/** An alert in a sentence. */
public final class AlertWords {
    /** The rules of oee-analytics-service. */
    public static final Set<String> RULES = Set.of("machine-down", "no-data");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final int LONGEST = 200;

    private AlertWords() {}

    /** What a machine said, on one line and of bearable length: control characters and line ends become spaces. */
    public static String oneLine(String said) {
        String line = said.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\p{Cf}]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** As {@code PLANT/line/press is down since 2026-03-02 08:30:00 UTC, reason 17}. */
    public static String summary(Alert alert) {
        StringBuilder words = new StringBuilder(oneLine(alert.getEquipment()));
        if (alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            words.append(
                    alert.getClosedBy().isEmpty()
                            ? resolved(alert.getRule())
                            : ": " + oneLine(alert.getRule()) + " was closed by " + oneLine(alert.getClosedBy()));
            return words.append(" after ").append(lasted(alert)).toString();
        }
        words.append(open(alert.getRule())).append(" since ").append(time(alert.getStartMs()));
        if (!alert.getReason().isEmpty()) {
            words.append(", reason ").append(oneLine(alert.getReason()));
        }
        if (!alert.getOrder().isEmpty()) {
            words.append(", order ").append(oneLine(alert.getOrder()));
        }
        return words.toString();
    }

    /** As {@code 2026-03-02 08:30:00 UTC}. */
    public static String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms));
    }

    private static String open(String rule) {
        return switch (rule) {
            case "machine-down" -> " is down";
            case "no-data" -> " sends no data";
            default -> ": " + oneLine(rule);
        };
    }

    private static String resolved(String rule) {
        return switch (rule) {
            case "machine-down" -> " is no longer down";
            case "no-data" -> " sends data again";
            default -> ": " + oneLine(rule) + " is over";
        };
    }

    private static String lasted(Alert alert) {
        Duration lasted = Duration.ofMillis(Math.max(0, alert.getResolvedMs() - alert.getStartMs()));
        if (lasted.toHours() > 0) {
            return lasted.toHours() + " h " + lasted.toMinutesPart() + " min";
        }
        return lasted.toMinutes() > 0
                ? lasted.toMinutes() + " min " + lasted.toSecondsPart() + " s"
                : lasted.toSeconds() + " s";
    }
}
