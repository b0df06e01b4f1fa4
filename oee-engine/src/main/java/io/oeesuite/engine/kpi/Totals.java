package io.oeesuite.engine.kpi;

import java.util.Collection;

import io.oeesuite.engine.ledger.LedgerBucket;

/**
 * The sums every KPI follows from: times in milliseconds, quantities in items. Sums of adjacent periods add up by {@link #plus}, sums of
 * several machines by {@link #rollUp}; ratios are never added or averaged.
 *
 * @param idealKnown an ideal cycle time was known at some time in the period
 * @param unratedCount items counted while no ideal cycle time was known
 * @param idealTotalMs Σ ideal cycle × items
 * @param idealGoodMs Σ ideal cycle × good items
 * @param idealStartupMs Σ ideal cycle × items rejected during set-up or start-up
 */
public record Totals(
        long notScheduledMs,
        long plannedDownMs,
        long noDataMs,
        long setupMs,
        long unplannedDownMs,
        long minorStopMs,
        long runMs,
        long totalCount,
        long rejectCount,
        boolean idealKnown,
        long unratedCount,
        double idealTotalMs,
        double idealGoodMs,
        double idealStartupMs) {

    public static final Totals EMPTY = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0);

    /** {@code ms} milliseconds in one bucket, and whether an ideal cycle time was known in them. */
    public static Totals ofTime(LedgerBucket bucket, long ms, boolean idealKnown) {
        return new Totals(
                bucket == LedgerBucket.NOT_SCHEDULED ? ms : 0,
                bucket == LedgerBucket.PLANNED_DOWN ? ms : 0,
                bucket == LedgerBucket.NO_DATA ? ms : 0,
                bucket == LedgerBucket.SETUP ? ms : 0,
                bucket == LedgerBucket.UNPLANNED_DOWN ? ms : 0,
                bucket == LedgerBucket.MINOR_STOP ? ms : 0,
                bucket == LedgerBucket.RUN ? ms : 0,
                0,
                0,
                idealKnown && ms > 0,
                0,
                0,
                0,
                0);
    }

    /** Items counted under one ideal cycle time. */
    public static Totals ofRatedCounts(
            long total, long reject, double idealTotalMs, double idealGoodMs, double idealStartupMs) {
        return new Totals(0, 0, 0, 0, 0, 0, 0, total, reject, true, 0, idealTotalMs, idealGoodMs, idealStartupMs);
    }

    /** Items counted while no ideal cycle time was known. */
    public static Totals ofUnratedCounts(long total, long reject) {
        return new Totals(0, 0, 0, 0, 0, 0, 0, total, reject, false, Math.max(total, reject), 0, 0, 0);
    }

    /** The sums of this period and an adjacent one of the same machine. */
    public Totals plus(Totals other) {
        return sum(other, idealKnown || other.idealKnown);
    }

    /** The sums of several machines over one period: an ideal cycle time is known when it is for each of them that was busy. */
    public static Totals rollUp(Collection<Totals> machines) {
        Totals sum = EMPTY;
        boolean known = machines.stream().anyMatch(Totals::idealKnown);
        for (Totals machine : machines) {
            known &= machine.hasIdeal() || machine.idle();
            sum = sum.sum(machine, known);
        }
        return sum;
    }

    /** Whether performance and OEE can be told: an ideal cycle time was known, and known for every item counted. */
    public boolean hasIdeal() {
        return idealKnown && unratedCount == 0;
    }

    /** Total less rejects; negative when more was rejected than made in the period. */
    public long goodCount() {
        return totalCount - rejectCount;
    }

    public long calendarMs() {
        return notScheduledMs + plannedDownMs + noDataMs + setupMs + unplannedDownMs + minorStopMs + runMs;
    }

    public long ms(LedgerBucket bucket) {
        return switch (bucket) {
            case NOT_SCHEDULED -> notScheduledMs;
            case PLANNED_DOWN -> plannedDownMs;
            case NO_DATA -> noDataMs;
            case SETUP -> setupMs;
            case UNPLANNED_DOWN -> unplannedDownMs;
            case MINOR_STOP -> minorStopMs;
            case RUN -> runMs;
        };
    }

    private boolean idle() {
        return setupMs + unplannedDownMs + minorStopMs + runMs == 0 && totalCount == 0 && rejectCount == 0;
    }

    private Totals sum(Totals other, boolean known) {
        return new Totals(
                notScheduledMs + other.notScheduledMs,
                plannedDownMs + other.plannedDownMs,
                noDataMs + other.noDataMs,
                setupMs + other.setupMs,
                unplannedDownMs + other.unplannedDownMs,
                minorStopMs + other.minorStopMs,
                runMs + other.runMs,
                totalCount + other.totalCount,
                rejectCount + other.rejectCount,
                known,
                unratedCount + other.unratedCount,
                idealTotalMs + other.idealTotalMs,
                idealGoodMs + other.idealGoodMs,
                idealStartupMs + other.idealStartupMs);
    }
}
