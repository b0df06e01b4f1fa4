package io.oeesuite.engine.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class WindowSpanTest {
    private static final long HOUR = 3_600_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void minutesAndHoursOfUtc() {
        long at = ms("2024-08-29T11:50:31.5Z");

        assertThat(WindowSpan.containing(WindowKind.MINUTE, SiteClock.UTC, at))
                .isEqualTo(span(WindowKind.MINUTE, "2024-08-29T11:50:00Z", "2024-08-29T11:51:00Z"));
        assertThat(WindowSpan.containing(WindowKind.HOUR, SiteClock.UTC, at))
                .isEqualTo(span(WindowKind.HOUR, "2024-08-29T11:00:00Z", "2024-08-29T12:00:00Z"));
        assertThat(WindowSpan.containing(WindowKind.DAY, SiteClock.UTC, at))
                .isEqualTo(span(WindowKind.DAY, "2024-08-29T00:00:00Z", "2024-08-30T00:00:00Z"));
    }

    @Test
    void hoursAreLocalWhereTheOffsetIsNotAWholeHour() {
        SiteClock kolkata = new SiteClock(ZoneId.of("Asia/Kolkata"), 0);

        assertThat(WindowSpan.containing(WindowKind.HOUR, kolkata, ms("2024-08-29T11:50:00Z")))
                .isEqualTo(span(WindowKind.HOUR, "2024-08-29T11:30:00Z", "2024-08-29T12:30:00Z"));
    }

    @Test
    void theDayOnWhichClocksGoForwardHas23Hours() {
        WindowSpan day = WindowSpan.containing(WindowKind.DAY, new SiteClock(BERLIN, 0), local("2026-03-29T15:00"));

        assertThat(day.fromMs()).isEqualTo(local("2026-03-29T00:00"));
        assertThat(day.lengthMs()).isEqualTo(23 * HOUR);
    }

    @Test
    void theDayOnWhichClocksGoBackHas25Hours() {
        WindowSpan day = WindowSpan.containing(WindowKind.DAY, new SiteClock(BERLIN, 0), local("2026-10-25T15:00"));

        assertThat(day.toMs()).isEqualTo(local("2026-10-26T00:00"));
        assertThat(day.lengthMs()).isEqualTo(25 * HOUR);
    }

    @Test
    void aProductionDayBeginsOnTheMorningItIsNamedAfter() {
        SiteClock sixOClock = new SiteClock(BERLIN, 360);

        WindowSpan day = WindowSpan.containing(WindowKind.DAY, sixOClock, local("2026-07-02T02:00"));

        assertThat(day.fromMs()).isEqualTo(local("2026-07-01T06:00"));
        assertThat(day.toMs()).isEqualTo(local("2026-07-02T06:00"));
    }

    @Test
    void aProductionDayWhoseStartComesTwiceBeginsAtTheFirst() {
        SiteClock halfPastTwo = new SiteClock(BERLIN, 150);
        long secondTenPastTwo = ms("2026-10-25T01:10:00Z");

        WindowSpan day = WindowSpan.containing(WindowKind.DAY, halfPastTwo, secondTenPastTwo);

        assertThat(day.fromMs()).isEqualTo(ms("2026-10-25T00:30:00Z"));
    }

    @Test
    void anHourIsCutWhereClocksMoveByHalfAnHour() {
        SiteClock lordHowe = new SiteClock(ZoneId.of("Australia/Lord_Howe"), 0);
        long change = ms("2026-10-03T15:30:00Z");

        assertThat(WindowSpan.containing(WindowKind.HOUR, lordHowe, change))
                .isEqualTo(span(WindowKind.HOUR, "2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z"));
        assertThat(WindowSpan.containing(WindowKind.HOUR, lordHowe, change - 1).toMs())
                .isEqualTo(change);
    }

    @Test
    void aDayThatNeverWasIsNoWindow() {
        SiteClock apia = new SiteClock(ZoneId.of("Pacific/Apia"), 0);

        WindowSpan last = WindowSpan.containing(WindowKind.DAY, apia, ms("2011-12-30T09:00:00Z"));
        WindowSpan next = WindowSpan.containing(WindowKind.DAY, apia, last.toMs());

        assertThat(last.toMs()).isEqualTo(ms("2011-12-30T10:00:00Z"));
        assertThat(next.toMs()).isEqualTo(ms("2011-12-31T10:00:00Z"));
    }

    @Property
    void windowsTileTheTimeAxis(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 1439) int dayStart,
            @ForAll WindowKind kind,
            @ForAll @LongRange(min = 1_262_304_000_000L, max = 1_893_456_000_000L) long at) {
        SiteClock clock = new SiteClock(zone, dayStart);

        WindowSpan span = WindowSpan.containing(kind, clock, at);

        assertThat(at).isBetween(span.fromMs(), span.toMs() - 1);
        assertThat(WindowSpan.containing(kind, clock, span.fromMs())).isEqualTo(span);
        assertThat(WindowSpan.containing(kind, clock, span.toMs() - 1)).isEqualTo(span);
        assertThat(WindowSpan.containing(kind, clock, span.toMs()).fromMs()).isEqualTo(span.toMs());
        assertThat(WindowSpan.containing(kind, clock, span.fromMs() - 1).toMs()).isEqualTo(span.fromMs());
    }

    @Test
    void overlappingWindowsCoverTheRange() {
        List<WindowSpan> spans = WindowSpan.overlapping(
                WindowKind.HOUR, SiteClock.UTC, ms("2024-08-29T11:50:00Z"), ms("2024-08-29T13:00:00Z"));

        assertThat(spans)
                .containsExactly(
                        span(WindowKind.HOUR, "2024-08-29T11:00:00Z", "2024-08-29T12:00:00Z"),
                        span(WindowKind.HOUR, "2024-08-29T12:00:00Z", "2024-08-29T13:00:00Z"));
        assertThat(WindowSpan.overlapping(WindowKind.DAY, SiteClock.UTC, 5, 5)).isEmpty();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    private static WindowSpan span(WindowKind kind, String from, String to) {
        return new WindowSpan(kind, ms(from), ms(to));
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static long local(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(BERLIN).toInstant().toEpochMilli();
    }
}
