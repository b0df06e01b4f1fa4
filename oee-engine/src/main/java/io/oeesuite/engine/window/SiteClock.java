package io.oeesuite.engine.window;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * How a site cuts time.
 *
 * @param zone of the site
 * @param dayStartMinute local time at which the production day begins, minutes after midnight, 0..1439
 */
public record SiteClock(ZoneId zone, int dayStartMinute) {
    public static final SiteClock UTC = new SiteClock(ZoneOffset.UTC, 0);

    private static final int MINUTES_PER_DAY = 1440;

    public SiteClock {
        Objects.requireNonNull(zone, "zone");
        if (dayStartMinute < 0 || dayStartMinute >= MINUTES_PER_DAY) {
            throw new IllegalArgumentException("dayStartMinute must be 0..1439, not " + dayStartMinute);
        }
    }
}
