package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.command.plant.SourceId;

/** How fast rebirths may go out: so many per second in total, and to each edge node or device only every so often. Thread-safe. */
public final class RebirthPace {
    /** How often somebody looks whose turn it is, with some room. */
    private static final double LOOK_MS = 25;

    private static final int MOST_REMEMBERED = 100_000;

    private final long intervalMs;
    private final int perSecond;
    private final Map<SourceId, Long> last = new HashMap<>();
    private TokenBucket total;

    public RebirthPace(Duration interval, int perSecond) {
        this.intervalMs = interval.toMillis();
        this.perSecond = perSecond;
    }

    /** Whether a rebirth may go to the target now; it counts as gone when the answer is yes. */
    public synchronized boolean take(SourceId target, long nowMs) {
        if (!isDue(target, nowMs)) {
            return false;
        }
        if (total == null) {
            // hardly a burst, so that the limit holds in every second: what comes between two looks
            total = new TokenBucket(perSecond, Math.max(1, perSecond * LOOK_MS / 1_000.0), nowMs);
        }
        if (!total.take(nowMs)) {
            return false;
        }
        note(target, nowMs);
        return true;
    }

    /** Whether the last rebirth of the target is long enough ago. */
    public synchronized boolean isDue(SourceId target, long nowMs) {
        Long before = last.get(target);
        return before == null || nowMs - before >= intervalMs;
    }

    /** One went out, whoever sent it. */
    public synchronized void note(SourceId target, long timeMs) {
        last.merge(target, timeMs, Math::max);
        if (last.size() > MOST_REMEMBERED) {
            last.values().removeIf(time -> timeMs - time >= intervalMs);
        }
    }
}
