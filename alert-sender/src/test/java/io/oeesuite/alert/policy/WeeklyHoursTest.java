package io.oeesuite.alert.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class WeeklyHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;

    @Test
    void theNightShiftReachesIntoTheNextDay() {
        var nights = new WeeklyHours(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), BERLIN);

        assertThat(nights.contain(berlin("2026-03-06T21:59:59"))).isFalse();
        assertThat(nights.contain(berlin("2026-03-06T22:00:00"))).isTrue();
        assertThat(nights.contain(berlin("2026-03-07T05:59:59"))).isTrue();
        assertThat(nights.contain(berlin("2026-03-07T06:00:00"))).isFalse();
        assertThat(nights.contain(berlin("2026-03-07T22:00:00"))).isFalse();
    }

    @Test
    void hoursAreThoseOfTheSiteAlsoInSummer() {
        var day = new WeeklyHours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(8, 0), LocalTime.of(16, 0), BERLIN);

        assertThat(day.contain(Instant.parse("2026-01-15T07:00:00Z"))).isTrue();
        assertThat(day.contain(Instant.parse("2026-07-15T06:00:00Z"))).isTrue();
        assertThat(day.contain(Instant.parse("2026-01-15T06:00:00Z"))).isFalse();
    }

    @Test
    void fromMidnightToMidnightIsTheWholeDay() {
        var sunday = new WeeklyHours(Set.of(DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);

        assertThat(sunday.contain(berlin("2026-03-08T00:00:00"))).isTrue();
        assertThat(sunday.contain(berlin("2026-03-08T23:59:59"))).isTrue();
        assertThat(sunday.contain(berlin("2026-03-09T00:00:00"))).isFalse();
    }

    /** Counted minute by minute on a ring of a week. */
    @Property
    void anInstantIsInsideWhenItLiesOnTheRing(
            @ForAll @Size(min = 1) Set<DayOfWeek> days,
            @ForAll @IntRange(max = MINUTES_OF_DAY - 1) int from,
            @ForAll @IntRange(max = MINUTES_OF_DAY - 1) int to,
            @ForAll @IntRange(max = MINUTES_OF_WEEK - 1) int minute) {
        var hours = new WeeklyHours(
                days, LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L), ZoneOffset.UTC);
        int length = to > from ? to - from : to - from + MINUTES_OF_DAY;
        boolean inside = days.stream()
                .mapToInt(day -> (day.getValue() - 1) * MINUTES_OF_DAY + from)
                .anyMatch(begin -> Math.floorMod(minute - begin, MINUTES_OF_WEEK) < length);

        // 2026-03-02 is a Monday
        Instant instant = Instant.parse("2026-03-02T00:00:00Z").plusSeconds(minute * 60L);
        assertThat(hours.contain(instant)).isEqualTo(inside);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
