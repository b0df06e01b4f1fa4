package io.oeesuite.engine.kpi;

/**
 * The time elements of ISO 22400-2 in milliseconds, as they follow from the ledger.
 *
 * @param calendarMs the whole period
 * @param operationMs POT, planned operation time: what the calendar schedules
 * @param busyMs PBT, planned busy time: POT less planned downtime, and less NO_DATA unless the policy charges it
 * @param productionMs APT, actual production time: running, minor stops included
 * @param setupMs AUST, actual unit setup time
 * @param delayMs ADET, actual unit delay time: unplanned stops that are not minor, and whatever else the policy charges
 */
public record TimeElements(
        long calendarMs, long operationMs, long busyMs, long productionMs, long setupMs, long delayMs) {

    public static TimeElements of(Totals totals, KpiPolicy policy) {
        long operation = totals.calendarMs() - totals.notScheduledMs();
        long charged = (policy.chargeNoData() ? totals.noDataMs() : 0)
                + (policy.chargePlannedDown() ? totals.plannedDownMs() : 0);
        return new TimeElements(
                totals.calendarMs(),
                operation,
                operation - totals.plannedDownMs() - totals.noDataMs() + charged,
                totals.runMs() + totals.minorStopMs(),
                totals.setupMs(),
                totals.unplannedDownMs() + charged);
    }

    /** AUPT, actual unit processing time: production and set-up. */
    public long processingMs() {
        return productionMs + setupMs;
    }

    /** AUBT, actual unit busy time: processing and delays. */
    public long actualBusyMs() {
        return processingMs() + delayMs;
    }
}
