package io.oeesuite.engine.model;

import java.util.Objects;

import io.oeesuite.engine.window.SiteClock;

/**
 * How the facts of a machine are to be read from {@code validFromMs} on.
 *
 * @param minorStopThresholdMs a stop strictly shorter is a minor stop; 0 to {@link #GREATEST_MINOR_STOP_THRESHOLD_MS}
 * @param totalCounterMax greatest value of the counter of all items before it rolls over, ≥ 1
 * @param defectCounterMax the same of the counter of rejects
 * @param silenceLimitMs a machine without a session (JSON) of which nothing is heard for longer is not known any more; {@link #LEAST_SILENCE_LIMIT_MS} to
 *     {@link #GREATEST_SILENCE_LIMIT_MS}
 * @param spreadGapCounts production found after an outage is spread over the time since the reading before, instead of counted at arrival
 */
public record MachineModel(
        long validFromMs,
        SiteClock clock,
        long minorStopThresholdMs,
        long silenceLimitMs,
        long totalCounterMax,
        long defectCounterMax,
        IdealCycles ideals,
        BucketRules rules,
        boolean spreadGapCounts) {

    public static final long DEFAULT_MINOR_STOP_THRESHOLD_MS = 120_000;
    /** A longer stop is no minor one, whatever anybody says: a day. */
    public static final long GREATEST_MINOR_STOP_THRESHOLD_MS = 24 * 3_600_000L;

    public static final long DEFAULT_SILENCE_LIMIT_MS = 3_600_000;
    public static final long LEAST_SILENCE_LIMIT_MS = 1_000;
    /** A year: it may be silent for as long as it likes. */
    public static final long GREATEST_SILENCE_LIMIT_MS = 366 * 24 * 3_600_000L;

    public static final long DEFAULT_COUNTER_MAX = Integer.MAX_VALUE;

    /** How a machine is read that nobody has configured. */
    public static final MachineModel DEFAULT = new MachineModel(
            Long.MIN_VALUE,
            SiteClock.UTC,
            DEFAULT_MINOR_STOP_THRESHOLD_MS,
            DEFAULT_SILENCE_LIMIT_MS,
            DEFAULT_COUNTER_MAX,
            DEFAULT_COUNTER_MAX,
            IdealCycles.BY_DESIGN_SPEED,
            BucketRules.DEFAULT,
            false);

    public MachineModel {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(ideals, "ideals");
        Objects.requireNonNull(rules, "rules");
        if (minorStopThresholdMs < 0 || minorStopThresholdMs > GREATEST_MINOR_STOP_THRESHOLD_MS) {
            throw new IllegalArgumentException("the minor stop threshold must be 0 to "
                    + GREATEST_MINOR_STOP_THRESHOLD_MS + " ms: " + minorStopThresholdMs);
        }
        if (silenceLimitMs < LEAST_SILENCE_LIMIT_MS || silenceLimitMs > GREATEST_SILENCE_LIMIT_MS) {
            throw new IllegalArgumentException("the silence limit must be " + LEAST_SILENCE_LIMIT_MS + " to "
                    + GREATEST_SILENCE_LIMIT_MS + " ms: " + silenceLimitMs);
        }
        if (totalCounterMax < 1 || defectCounterMax < 1) {
            throw new IllegalArgumentException("a counter's maximum must be at least 1");
        }
    }

    public MachineModel withIdeals(IdealCycles other) {
        return new MachineModel(
                validFromMs,
                clock,
                minorStopThresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                other,
                rules,
                spreadGapCounts);
    }

    public MachineModel withRules(BucketRules other) {
        return new MachineModel(
                validFromMs,
                clock,
                minorStopThresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                other,
                spreadGapCounts);
    }

    public MachineModel withMinorStopThresholdMs(long thresholdMs) {
        return new MachineModel(
                validFromMs,
                clock,
                thresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                rules,
                spreadGapCounts);
    }

    public MachineModel withSilenceLimitMs(long limitMs) {
        return new MachineModel(
                validFromMs,
                clock,
                minorStopThresholdMs,
                limitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                rules,
                spreadGapCounts);
    }

    public MachineModel withCounterMax(long max) {
        return new MachineModel(
                validFromMs, clock, minorStopThresholdMs, silenceLimitMs, max, max, ideals, rules, spreadGapCounts);
    }

    public MachineModel withClock(SiteClock other) {
        return new MachineModel(
                validFromMs,
                other,
                minorStopThresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                rules,
                spreadGapCounts);
    }

    public MachineModel withGapCountsSpread() {
        return new MachineModel(
                validFromMs,
                clock,
                minorStopThresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                rules,
                true);
    }

    public MachineModel validFrom(long ms) {
        return new MachineModel(
                ms,
                clock,
                minorStopThresholdMs,
                silenceLimitMs,
                totalCounterMax,
                defectCounterMax,
                ideals,
                rules,
                spreadGapCounts);
    }
}
