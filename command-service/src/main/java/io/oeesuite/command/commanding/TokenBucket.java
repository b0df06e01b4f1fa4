package io.oeesuite.command.commanding;

/** So many per second over a while, and a few more at once. Not thread-safe. */
public final class TokenBucket {
    private final double perMs;
    private final double most;
    private double tokens;
    private long filledMs;

    /**
     * @param perSecond greater than 0
     * @param burst how many at once after a quiet time, ≥ 1
     * @param nowMs of a clock that never goes back
     */
    public TokenBucket(double perSecond, double burst, long nowMs) {
        this.perMs = perSecond / 1000;
        this.most = burst;
        this.tokens = burst;
        this.filledMs = nowMs;
    }

    public boolean take(long nowMs) {
        tokens = Math.min(most, tokens + Math.max(0, nowMs - filledMs) * perMs);
        filledMs = Math.max(filledMs, nowMs);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
