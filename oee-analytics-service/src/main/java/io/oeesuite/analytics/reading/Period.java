package io.oeesuite.analytics.reading;

/** [fromMs, toMs) in milliseconds since 1970 UTC; empty when both are equal. */
public record Period(long fromMs, long toMs) {
    public Period {
        if (toMs < fromMs) {
            throw new IllegalArgumentException("a period must not end before it begins: " + fromMs + " to " + toMs);
        }
    }

    public long lengthMs() {
        return toMs - fromMs;
    }
}
