package io.oeesuite.alert.rest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.oeesuite.alert.policy.SilenceTerms;
import io.oeesuite.contracts.Silence;
import io.oeesuite.contracts.WeeklyWindow;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A silence as it stands.
 *
 * @param active whether it holds now
 */
@Schema(name = "Silence")
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
record SilenceAnswer(
        String id,
        String equipment,
        String rule,
        Instant from,
        Instant to,
        SilenceBody.Weekly weekly,
        String actor,
        String comment,
        boolean active) {
    private static final int MINUTES_OF_HOUR = 60;

    static SilenceAnswer of(Silence silence, Instant now) {
        return new SilenceAnswer(
                silence.getId(),
                silence.getEquipment(),
                silence.getRule(),
                Instant.ofEpochMilli(silence.getFromMs()),
                Instant.ofEpochMilli(silence.getToMs()),
                silence.hasWeekly() ? weekly(silence.getWeekly()) : null,
                silence.getActor(),
                silence.getComment(),
                SilenceTerms.of(silence).holds(now));
    }

    private static SilenceBody.Weekly weekly(WeeklyWindow window) {
        return new SilenceBody.Weekly(
                window.getDaysList().stream().map(DayOfWeek::of).toList(),
                time(window.getBeginMinute()),
                time(window.getEndMinute()),
                window.getTimeZone());
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR);
    }
}
