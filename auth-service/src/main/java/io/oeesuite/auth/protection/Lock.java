package io.oeesuite.auth.protection;

import java.time.Duration;
import java.time.Instant;

/**
 * A lock-out.
 *
 * @param times how many there were, this one included
 */
record Lock(Instant since, Instant until, int times) {

    /** The next one lasts twice as long, up to the longest; after as long a quiet as that it begins anew. */
    static Lock next(Lock before, Duration first, Duration longest, Instant now) {
        boolean anew = before == null || now.isAfter(before.until.plus(longest));
        int times = anew ? 1 : before.times + 1;
        // beyond 2^30 times the first no setting reaches
        Duration doubled = first.multipliedBy(1L << Math.min(times - 1, 30));
        return new Lock(now, now.plus(doubled.compareTo(longest) > 0 ? longest : doubled), times);
    }

    boolean holdsAt(Instant instant) {
        return instant.isBefore(until);
    }
}
