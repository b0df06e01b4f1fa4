package io.oeesuite.analytics.rest;

import java.time.Instant;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How the facts of a machine are read. Whatever is left out has its default.
 *
 * @param equipment group/node[/device]; given in answers, taken from the path in requests
 * @param validFrom from when on, 1970 to 2100; left out: always
 * @param timeZone IANA name, decides where production days and hours begin; default UTC
 * @param productionDayStart local time at which a production day begins, HH:mm; default 00:00
 * @param minorStopThresholdMs a stop strictly shorter is a minor one; 0 (there are none) to 86400000, default 120000
 * @param silenceLimitMs a machine without a session (JSON) of which nothing is heard for longer is not known any more; 1000 to 31622400000 (a year), default 3600000
 * @param totalCounterMax greatest value of the counter before it rolls over; default 2147483647
 * @param defectCounterMax the same for the counter of rejects
 * @param idealCycleMs ideal cycle time per item in ms, > 0 and at most a year, by product; product "" stands for every other one; default: from the design speed
 * @param stateBuckets PackML state number to bucket while an order is on
 * @param modeBuckets unit mode number to the bucket that it forces; default 2 PLANNED_DOWN, 3 SETUP
 * @param reasonBuckets stop reason to bucket, for stops that are planned or set-up
 * @param noOrderBucket bucket of an idle machine without an order; default PLANNED_DOWN
 * @param chargeNoData time of which nothing is known counts as downtime; default false
 * @param spreadGapCounts what was produced during a gap in the data is spread over it, not counted at its end; default false
 * @param actor who changed it; with logins taken from the login, whatever is given
 * @param reason why
 */
@Schema(name = "MachineModel")
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record MachineModelBody(
        String equipment,
        Instant validFrom,
        String timeZone,
        String productionDayStart,
        Long minorStopThresholdMs,
        Long silenceLimitMs,
        Long totalCounterMax,
        Long defectCounterMax,
        Map<String, Double> idealCycleMs,
        Map<String, String> stateBuckets,
        Map<String, String> modeBuckets,
        Map<String, String> reasonBuckets,
        String noOrderBucket,
        Boolean chargeNoData,
        Boolean spreadGapCounts,
        Names metricNames,
        String actor,
        String reason) {

    /** Names of the metrics that carry the facts; left out: the PackML default. */
    @Schema(name = "MetricNames")
    @RegisterForReflection
    @JsonInclude(Include.NON_NULL)
    record Names(
            String state,
            String mode,
            String totalCount,
            String defectCount,
            String stopReason,
            String designSpeed,
            String product,
            String order,
            String currentSpeed) {}
}
