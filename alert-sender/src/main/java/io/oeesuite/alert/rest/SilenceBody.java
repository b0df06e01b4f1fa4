package io.oeesuite.alert.rest;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.alert.policy.EquipmentPattern;
import io.oeesuite.contracts.Silence;
import io.oeesuite.contracts.WeeklyWindow;
import io.oeesuite.httpaccess.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A silence as it is asked for.
 *
 * @param equipment what it covers: group[/node[/device]], {@code *} for any level; nothing for the whole plant
 * @param rule nothing for every rule
 * @param from nothing for now
 * @param to required; for a maintenance window that comes again, the end of the last one
 * @param weekly in which hours of the week it holds, for a maintenance window that comes again
 */
@Schema(name = "NewSilence")
@RegisterForReflection
record SilenceBody(
        String equipment, String rule, OffsetDateTime from, OffsetDateTime to, Weekly weekly, String comment) {
    private static final int MINUTES_OF_HOUR = 60;
    private static final int LATEST_YEAR = 9999;

    /**
     * Hours of the week.
     *
     * @param days on which they begin, as MONDAY
     * @param from local time
     * @param to local time; not later than {@code from}: on the next day
     * @param timeZone IANA name
     */
    @Schema(name = "WeeklyHours")
    @RegisterForReflection
    record Weekly(List<DayOfWeek> days, LocalTime from, LocalTime to, String timeZone) {}

    /** @throws ProblemException when it makes no sense */
    Silence toSilence(String id, String actor, Instant now) {
        if (to == null) {
            throw invalid("\"to\" is missing: say when it ends");
        }
        Instant begins = from == null ? now : from.toInstant();
        if (to.getYear() > LATEST_YEAR || begins.isBefore(Instant.EPOCH)) {
            throw invalid("\"from\" and \"to\" must lie between 1970 and " + LATEST_YEAR);
        }
        if (!begins.isBefore(to.toInstant())) {
            throw invalid("\"from\" (" + begins + ") must lie before \"to\" (" + to.toInstant() + ")");
        }
        if (!to.toInstant().isAfter(now)) {
            throw invalid("\"to\" (" + to.toInstant() + ") is past");
        }
        Silence.Builder silence = Silence.newBuilder()
                .setId(id)
                .setEquipment(equipment())
                .setRule(Said.text("rule", rule, Said.LONGEST_NAME))
                .setFromMs(begins.toEpochMilli())
                .setToMs(to.toInstant().toEpochMilli())
                .setActor(actor)
                .setComment(Said.text("comment", comment, Said.LONGEST_COMMENT));
        if (weekly != null) {
            silence.setWeekly(window(weekly));
        }
        return silence.build();
    }

    /** Checked; nothing is the whole plant. */
    @Override
    public String equipment() {
        String path = Said.text("equipment", equipment, Said.LONGEST_NAME);
        try {
            EquipmentPattern.of(path);
            return path;
        } catch (IllegalArgumentException wrong) {
            throw invalid("\"equipment\": " + wrong.getMessage());
        }
    }

    private static WeeklyWindow window(Weekly weekly) {
        if (weekly.days() == null || weekly.days().isEmpty() || weekly.from() == null || weekly.to() == null) {
            throw invalid("\"weekly\" needs days, from and to");
        }
        if (weekly.days().stream().anyMatch(Objects::isNull)) {
            throw invalid("\"weekly.days\" holds a null");
        }
        String zone = Optional.ofNullable(weekly.timeZone()).orElse("UTC");
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw invalid("\"weekly.timeZone\": " + unknown.getMessage());
        }
        return WeeklyWindow.newBuilder()
                .addAllDays(weekly.days().stream()
                        .distinct()
                        .sorted()
                        .map(DayOfWeek::getValue)
                        .toList())
                .setBeginMinute(minute(weekly.from()))
                .setEndMinute(minute(weekly.to()))
                .setTimeZone(zone)
                .build();
    }

    private static int minute(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw invalid("\"weekly\": " + time + " has seconds; give whole minutes, as 22:00");
        }
        return time.getHour() * MINUTES_OF_HOUR + time.getMinute();
    }

    private static ProblemException invalid(String why) {
        return new ProblemException(new Problem.InvalidSilence(why));
    }
}
