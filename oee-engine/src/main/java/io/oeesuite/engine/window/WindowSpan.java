package io.oeesuite.engine.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * One window, [fromMs, toMs) in milliseconds since 1970 UTC.
 *
 * <p>Local hours begin on the full local hour; where the zone's offset changes by less than an hour (Lord Howe), the hour is cut there. The
 * production day begins at its local time; when that is skipped by the clock change, as much later as the clocks jump, and when it
 * comes twice, at the first.
 */
public record WindowSpan(WindowKind kind, long fromMs, long toMs) {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    public WindowSpan {
        if (toMs <= fromMs) {
            throw new IllegalArgumentException("a window must not be empty: " + fromMs + " to " + toMs);
        }
    }

    /** The window of this kind that holds the instant. */
    public static WindowSpan containing(WindowKind kind, SiteClock clock, long ms) {
        return switch (kind) {
            case MINUTE -> {
                long from = Math.floorDiv(ms, MINUTE_MS) * MINUTE_MS;
                yield new WindowSpan(kind, from, from + MINUTE_MS);
            }
            case HOUR -> hour(clock.zone().getRules(), ms);
            case DAY -> day(clock, ms);
        };
    }

    /** The windows of this kind that overlap [fromMs, toMs), ascending; none when it is empty. */
    public static List<WindowSpan> overlapping(WindowKind kind, SiteClock clock, long fromMs, long toMs) {
        List<WindowSpan> spans = new ArrayList<>();
        long at = fromMs;
        while (at < toMs) {
            WindowSpan span = containing(kind, clock, at);
            spans.add(span);
            at = span.toMs();
        }
        return spans;
    }

    public long lengthMs() {
        return toMs - fromMs;
    }

    private static WindowSpan hour(ZoneRules rules, long ms) {
        Instant instant = Instant.ofEpochMilli(ms);
        long offsetMs = rules.getOffset(instant).getTotalSeconds() * 1000L;
        long from = Math.floorDiv(ms + offsetMs, HOUR_MS) * HOUR_MS - offsetMs;
        long to = from + HOUR_MS;
        if (rules.isFixedOffset()) {
            return new WindowSpan(WindowKind.HOUR, from, to);
        }
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        return new WindowSpan(
                WindowKind.HOUR,
                before == null ? from : Math.max(from, before.getInstant().toEpochMilli()),
                after == null ? to : Math.min(to, after.getInstant().toEpochMilli()));
    }

    private static WindowSpan day(SiteClock clock, long ms) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(ms), clock.zone());
        while (dayStart(clock, date) > ms) {
            date = date.minusDays(1);
        }
        while (dayStart(clock, date.plusDays(1)) <= ms) {
            date = date.plusDays(1);
        }
        return new WindowSpan(WindowKind.DAY, dayStart(clock, date), dayStart(clock, date.plusDays(1)));
    }

    private static long dayStart(SiteClock clock, LocalDate date) {
        LocalTime time = LocalTime.ofSecondOfDay(clock.dayStartMinute() * 60L);
        return ZonedDateTime.of(date, time, clock.zone()).toInstant().toEpochMilli();
    }
}
