package io.oeesuite.alert.decide;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.oeesuite.alert.policy.EquipmentPattern;
import io.oeesuite.alert.policy.Route;
import io.oeesuite.alert.policy.WeeklyHours;
import io.oeesuite.alert.told.AlertWords;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.startup.InvalidSettings;

/** Reads the routes of the settings. */
final class ConfiguredRoutes {
    private final DecideConfig config;
    private final Set<String> channels;

    /** @param channels that there are */
    ConfiguredRoutes(DecideConfig config, Set<String> channels) {
        this.config = config;
        this.channels = channels;
    }

    /** @throws InvalidSettings when a route makes no sense */
    List<Route> read() {
        if (config.cooldown().isNegative()) {
            throw new InvalidSettings("OEE_ALERT_COOLDOWN is " + config.cooldown() + ", it must not be negative");
        }
        checkTimeZone();
        List<Route> routes = routes();
        routes.stream()
                .filter(route -> route.cooldown().compareTo(config.memory()) > 0)
                .findFirst()
                .ifPresent(route -> {
                    throw new InvalidSettings("OEE_ALERT_MEMORY is " + config.memory() + ", but route " + route.name()
                            + " cools down for " + route.cooldown() + ": the last call would be forgotten before");
                });
        return routes;
    }

    private void checkTimeZone() {
        try {
            ZoneId.of(config.timeZone());
        } catch (DateTimeException unknown) {
            throw new InvalidSettings("OEE_ALERT_TIME_ZONE is '" + config.timeZone()
                    + "', which is no time zone; give one as Europe/Berlin");
        }
    }

    private List<Route> routes() {
        if (!config.routes().isEmpty()) {
            return config.routes().entrySet().stream()
                    .map(entry -> route(entry.getKey(), entry.getValue()))
                    .toList();
        }
        if (channels.isEmpty()) {
            return List.of();
        }
        return List.of(new Route(
                "all",
                List.of(),
                Set.of(),
                AlertSeverity.ALERT_SEVERITY_INFO,
                Optional.empty(),
                List.copyOf(new TreeSet<>(channels)),
                config.cooldown(),
                Optional.empty()));
    }

    private Route route(String name, DecideConfig.RouteConfig route) {
        try {
            check(route);
            return new Route(
                    name,
                    route.equipment().orElse(List.of()).stream()
                            .map(EquipmentPattern::of)
                            .toList(),
                    route.rules().orElse(Set.of()),
                    severity(route.severity()),
                    hours(route),
                    existing(route.channels()),
                    route.cooldown().orElse(config.cooldown()),
                    route.escalateAfter()
                            .map(after -> new Route.Escalation(
                                    after,
                                    existing(route.escalateTo().orElse(route.channels())),
                                    route.escalateTimes())));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new InvalidSettings("oee.alert.routes." + name + ": " + wrong.getMessage());
        }
    }

    private static void check(DecideConfig.RouteConfig route) {
        if (route.cooldown().filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("cooldown is " + route.cooldown().get() + ", it must not be negative");
        }
        if (route.escalateAfter().isEmpty() && (route.escalateTo().isPresent() || route.escalateTimes() != 1)) {
            throw new IllegalArgumentException("it says how to escalate, but not after how long: set escalate-after");
        }
        for (String rule : route.rules().orElse(Set.of())) {
            if (!AlertWords.RULES.contains(rule)) {
                throw new IllegalArgumentException("there is no rule '" + rule + "'; there are: "
                        + String.join(", ", new TreeSet<>(AlertWords.RULES)));
            }
        }
    }

    private List<String> existing(List<String> names) {
        for (String name : names) {
            if (!channels.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no channel '" + name + "'; there are: " + String.join(", ", new TreeSet<>(channels)));
            }
        }
        return names;
    }

    private static AlertSeverity severity(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "info" -> AlertSeverity.ALERT_SEVERITY_INFO;
            case "warning" -> AlertSeverity.ALERT_SEVERITY_WARNING;
            case "critical" -> AlertSeverity.ALERT_SEVERITY_CRITICAL;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is no severity; there are info, warning and critical");
        };
    }

    private Optional<WeeklyHours> hours(DecideConfig.RouteConfig route) {
        if (route.days().isEmpty() && route.from().isEmpty() && route.to().isEmpty()) {
            return Optional.empty();
        }
        if (route.from().isPresent() != route.to().isPresent()) {
            throw new IllegalArgumentException("of from and to it has only one");
        }
        return Optional.of(new WeeklyHours(
                route.days().orElse(EnumSet.allOf(DayOfWeek.class)),
                route.from().orElse(LocalTime.MIDNIGHT),
                route.to().orElse(LocalTime.MIDNIGHT),
                ZoneId.of(route.timeZone().orElse(config.timeZone()))));
    }
}
