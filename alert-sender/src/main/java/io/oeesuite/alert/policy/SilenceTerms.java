package io.oeesuite.alert.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Silence;
import io.oeesuite.contracts.WeeklyWindow;

/** What a silence covers and when. */
public record SilenceTerms(
        EquipmentPattern equipment, String rule, Instant from, Instant to, Optional<WeeklyHours> weekly) {
    private static final int MINUTES_OF_HOUR = 60;

    /** @throws RuntimeException when it makes no sense; REST lets none of those through */
    public static SilenceTerms of(Silence silence) {
        return new SilenceTerms(
                EquipmentPattern.of(silence.getEquipment()),
                silence.getRule(),
                Instant.ofEpochMilli(silence.getFromMs()),
                Instant.ofEpochMilli(silence.getToMs()),
                silence.hasWeekly() ? Optional.of(hours(silence.getWeekly())) : Optional.empty());
    }

    public boolean holds(Instant now) {
        return !now.isBefore(from)
                && now.isBefore(to)
                && weekly.map(hours -> hours.contain(now)).orElse(true);
    }

    public boolean covers(Alert alert) {
        return (rule.isEmpty() || rule.equals(alert.getRule())) && equipment.covers(alert.getEquipment());
    }

    private static WeeklyHours hours(WeeklyWindow window) {
        return new WeeklyHours(
                window.getDaysList().stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                time(window.getBeginMinute()),
                time(window.getEndMinute()),
                ZoneId.of(window.getTimeZone()));
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR);
    }
}
