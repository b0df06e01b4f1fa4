package io.oeesuite.analytics.reading;

/** A stop that still goes on and is a minor one until it outgrows the machine's threshold; milliseconds since 1970 UTC. */
public record OpenStop(long fromMs, long outgrowsAtMs) {}
