package io.oeesuite.analytics.rest;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.oeesuite.analytics.reading.FlagNames;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.engine.kpi.Losses;
import io.oeesuite.engine.kpi.Totals;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * OEE of equipment over a period. Ratios are 0..1, unrounded, or null where they do not exist (nothing planned, nothing made, no ideal
 * cycle known); performance may exceed 1 and is flagged then.
 *
 * @param order of an order window, absent otherwise
 * @param to where the answer ends: what was asked for, or earlier where that lies in the future
 * @param complete the period has ended and nothing of it is unknown
 * @param version of the published windows in it, the newest; null when none has been published yet
 * @param plannedBusyMs planned busy time, what availability and OEE are measured against: with the NO_DATA of machines that charge it
 * @param idealTimeMs Σ ideal cycle × items
 */
@Schema(name = "Oee")
@RegisterForReflection
record OeeAnswer(
        String equipment,
        @JsonInclude(Include.NON_NULL) String order,
        Instant from,
        Instant to,
        boolean complete,
        Integer version,
        Double availability,
        Double performance,
        Double quality,
        Double oee,
        Double nee,
        Double teep,
        long totalCount,
        long goodCount,
        long rejectCount,
        long plannedBusyMs,
        double idealTimeMs,
        Ledger ledger,
        LossesMs losses,
        List<String> flags) {

    static OeeAnswer of(String equipment, String order, RollUp rollUp, Integer version) {
        Totals totals = rollUp.totals();
        var kpis = rollUp.kpis();
        return new OeeAnswer(
                equipment,
                order,
                Instant.ofEpochMilli(rollUp.period().fromMs()),
                Instant.ofEpochMilli(rollUp.period().toMs()),
                rollUp.complete(),
                version,
                orNull(kpis.availability()),
                orNull(kpis.performance()),
                orNull(kpis.quality()),
                orNull(kpis.oee()),
                orNull(kpis.nee()),
                orNull(kpis.teep()),
                totals.totalCount(),
                totals.goodCount(),
                totals.rejectCount(),
                rollUp.plannedBusyMs(),
                totals.idealTotalMs(),
                Ledger.of(totals),
                LossesMs.of(rollUp.losses()),
                FlagNames.of(rollUp.flags()));
    }

    /** Milliseconds by bucket; they add up to the period exactly, for a roll-up to the periods of its machines. */
    @RegisterForReflection
    record Ledger(
            long notScheduledMs,
            long plannedDownMs,
            long noDataMs,
            long setupMs,
            long unplannedDownMs,
            long minorStopMs,
            long runMs) {
        static Ledger of(Totals totals) {
            return new Ledger(
                    totals.notScheduledMs(),
                    totals.plannedDownMs(),
                    totals.noDataMs(),
                    totals.setupMs(),
                    totals.unplannedDownMs(),
                    totals.minorStopMs(),
                    totals.runMs());
        }
    }

    /**
     * The six big losses in milliseconds; null where they need an ideal cycle that is not known. Reduced speed is negative when the
     * machine was faster than its ideal cycle.
     */
    @Schema(name = "Losses")
    @RegisterForReflection
    record LossesMs(
            long breakdownMs,
            long setupMs,
            long minorStopsMs,
            Double reducedSpeedMs,
            Double processDefectsMs,
            Double startUpYieldMs) {
        static LossesMs of(Losses losses) {
            return new LossesMs(
                    losses.breakdownMs(),
                    losses.setupMs(),
                    losses.minorStopsMs(),
                    orNull(losses.reducedSpeedMs()),
                    orNull(losses.processDefectsMs()),
                    orNull(losses.startupYieldMs()));
        }
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
