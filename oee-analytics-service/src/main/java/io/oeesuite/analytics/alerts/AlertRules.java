package io.oeesuite.analytics.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.oeesuite.startup.InvalidSettings;

/** The rules that machines are judged by. */
public record AlertRules(List<AlertRule> rules) {
    public static final AlertRules NONE = new AlertRules(List.of());

    public AlertRules {
        rules = List.copyOf(rules);
    }

    /** @throws InvalidSettings when a limit makes no sense */
    public static AlertRules of(AlertConfig config) {
        if (!config.enabled()) {
            return NONE;
        }
        Map.of(
                        "OEE_ALERT_DOWN_LIMIT", config.downLimit(),
                        "OEE_ALERT_NO_DATA_LIMIT", config.noDataLimit(),
                        "OEE_ALERT_SILENCE_LIMIT", config.silenceLimit())
                .forEach(AlertRules::requirePositive);
        return new AlertRules(List.of(
                new MachineDown(config.downLimit().toMillis()),
                new NoData(
                        config.noDataLimit().toMillis(), config.silenceLimit().toMillis())));
    }

    private static void requirePositive(String variable, Duration limit) {
        if (!limit.isPositive()) {
            throw new InvalidSettings(variable + " is " + limit
                    + ", it must be positive, as 5M; OEE_ALERTS_ENABLED=false raises no alerts");
        }
    }
}
