package io.oeesuite.auth.protection;

/**
 * A token bucket.
 *
 * @param tokens that were there at the time
 * @param atNanos a time without an origin
 */
record Bucket(double tokens, long atNanos, boolean taken) {
    private static final double NANOS = 1e9;

    /** Takes one from it, where there is one; null is a full bucket. */
    static Bucket take(Bucket before, double perSecond, int burst, long nowNanos) {
        double tokens = before == null
                ? burst
                : Math.min(burst, before.tokens + Math.max(0, nowNanos - before.atNanos) / NANOS * perSecond);
        return tokens >= 1 ? new Bucket(tokens - 1, nowNanos, true) : new Bucket(tokens, nowNanos, false);
    }
}
