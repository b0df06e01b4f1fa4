package io.oeesuite.engine.facts;

/** The time from {@code fromMs} up to, not including, {@code toMs}, in milliseconds since 1970 UTC. */
public record TimeRange(long fromMs, long toMs) {
    /** The end of a range that has none. */
    public static final long FOREVER = Long.MAX_VALUE;

    public TimeRange {
        if (toMs < fromMs) {
            throw new IllegalArgumentException("ends before it begins: " + fromMs + " to " + toMs);
        }
    }

    public static TimeRange from(long fromMs) {
        return new TimeRange(fromMs, FOREVER);
    }

    public boolean isEmpty() {
        return fromMs == toMs;
    }

    public boolean touches(TimeRange other) {
        return fromMs <= other.toMs && other.fromMs <= toMs;
    }

    public TimeRange cover(TimeRange other) {
        return new TimeRange(Math.min(fromMs, other.fromMs), Math.max(toMs, other.toMs));
    }
}
