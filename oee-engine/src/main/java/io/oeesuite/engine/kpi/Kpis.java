package io.oeesuite.engine.kpi;

import java.util.OptionalDouble;

/**
 * The KPIs of one period, as ratios. Empty means that the KPI does not exist: its denominator is 0, or no ideal cycle time is known.
 * Nothing is capped: a performance above 1 is given as it is.
 *
 * @param availability APT / PBT
 * @param performance Σ ideal × items / APT
 * @param quality Σ ideal × good / Σ ideal × items, so that A × P × Q is OEE over several products too; good / items without an ideal
 * @param oee Σ ideal × good / PBT = A × P × Q
 * @param nee AUPT / PBT × P × Q
 * @param teep OEE × PBT / calendar time
 * @param ooe Σ ideal × good / POT
 * @param allocation AUBT / PBT
 * @param utilisation APT / AUBT
 * @param technicalEfficiency APT / (APT + ADET)
 * @param setupRate AUST / AUPT
 * @param scrapRatio rejects / items
 * @param throughputPerHour items per hour of actual busy time
 */
public record Kpis(
        OptionalDouble availability,
        OptionalDouble performance,
        OptionalDouble quality,
        OptionalDouble oee,
        OptionalDouble nee,
        OptionalDouble teep,
        OptionalDouble ooe,
        OptionalDouble allocation,
        OptionalDouble utilisation,
        OptionalDouble technicalEfficiency,
        OptionalDouble setupRate,
        OptionalDouble scrapRatio,
        OptionalDouble throughputPerHour) {

    private static final double HOUR_MS = 3_600_000;

    public static Kpis of(Totals totals, KpiPolicy policy) {
        TimeElements time = TimeElements.of(totals, policy);
        return new Kpis(
                ratio(time.productionMs(), time.busyMs()),
                rated(totals, totals.idealTotalMs(), time.productionMs()),
                quality(totals),
                rated(totals, totals.idealGoodMs(), time.busyMs()),
                nee(totals, time),
                time.busyMs() == 0 ? OptionalDouble.empty() : rated(totals, totals.idealGoodMs(), time.calendarMs()),
                rated(totals, totals.idealGoodMs(), time.operationMs()),
                ratio(time.actualBusyMs(), time.busyMs()),
                ratio(time.productionMs(), time.actualBusyMs()),
                ratio(time.productionMs(), time.productionMs() + time.delayMs()),
                ratio(time.setupMs(), time.processingMs()),
                ratio(totals.rejectCount(), totals.totalCount()),
                ratio(totals.totalCount() * HOUR_MS, time.actualBusyMs()));
    }

    private static OptionalDouble quality(Totals totals) {
        if (!totals.hasIdeal()) {
            return ratio(totals.goodCount(), totals.totalCount());
        }
        return totals.totalCount() == 0 ? OptionalDouble.empty() : ratio(totals.idealGoodMs(), totals.idealTotalMs());
    }

    private static OptionalDouble nee(Totals totals, TimeElements time) {
        OptionalDouble effectiveness = rated(totals, totals.idealGoodMs(), time.productionMs());
        OptionalDouble processing = ratio(time.processingMs(), time.busyMs());
        return effectiveness.isEmpty() || processing.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(processing.getAsDouble() * effectiveness.getAsDouble());
    }

    /** A ratio that needs the ideal cycle time of every item. */
    private static OptionalDouble rated(Totals totals, double numerator, double denominator) {
        return totals.hasIdeal() ? ratio(numerator, denominator) : OptionalDouble.empty();
    }

    private static OptionalDouble ratio(double numerator, double denominator) {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
    }
}
