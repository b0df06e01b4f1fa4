package io.oeesuite.analytics.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.IdealCycles;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.ProblemException;

/** What a machine model must fulfil; all that is wrong is told at once. */
final class MachineModelRules {
    private static final String BUCKETS =
            Arrays.stream(LedgerBucket.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final int LONGEST_NAME = 255;
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final List<FieldProblem> problems = new ArrayList<>();

    private MachineModelRules() {}

    /** @throws ProblemException with {@link Problem.InvalidMachineModel} */
    static void check(String equipment, MachineModelBody body) {
        var rules = new MachineModelRules();
        rules.checkAll(equipment, body);
        if (!rules.problems.isEmpty()) {
            throw new ProblemException(new Problem.InvalidMachineModel(rules.problems));
        }
    }

    private void checkAll(String equipment, MachineModelBody body) {
        if (body.equipment() != null && !body.equipment().equals(equipment)) {
            wrong("equipment", "is \"" + body.equipment() + "\", the path says \"" + equipment + "\"");
        }
        validFromIsNearEnough(body.validFrom());
        timeZoneIsKnown(body.timeZone());
        productionDayStartIsATime(body.productionDayStart());
        minorStopsAreShort(body.minorStopThresholdMs());
        silencesAreNoticed(body.silenceLimitMs());
        isPositive("totalCounterMax", body.totalCounterMax());
        isPositive("defectCounterMax", body.defectCounterMax());
        idealCyclesAreTimes(body.idealCycleMs());
        numbersLeadToBuckets("stateBuckets", body.stateBuckets());
        numbersLeadToBuckets("modeBuckets", body.modeBuckets());
        valuesAreBuckets("reasonBuckets", body.reasonBuckets());
        if (body.noOrderBucket() != null) {
            isBucket("noOrderBucket", body.noOrderBucket());
        }
        metricNamesAreNames(body.metricNames());
    }

    private void validFromIsNearEnough(Instant validFrom) {
        if (validFrom != null && (validFrom.isBefore(Instant.EPOCH) || validFrom.isAfter(LATEST))) {
            wrong("validFrom", "must lie between 1970 and 2100");
        }
    }

    private void timeZoneIsKnown(String zone) {
        if (zone == null) {
            return;
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            wrong("timeZone", "\"" + zone + "\" is not an IANA time zone such as Europe/Berlin or UTC");
        }
    }

    private void productionDayStartIsATime(String start) {
        if (start == null) {
            return;
        }
        try {
            LocalTime time = LocalTime.parse(start);
            if (time.getSecond() != 0 || time.getNano() != 0) {
                wrong("productionDayStart", "must be a full minute");
            }
        } catch (DateTimeException malformed) {
            wrong("productionDayStart", "\"" + start + "\" is not a local time such as 06:00");
        }
    }

    private void minorStopsAreShort(Long thresholdMs) {
        if (thresholdMs != null && (thresholdMs < 0 || thresholdMs > MachineModel.GREATEST_MINOR_STOP_THRESHOLD_MS)) {
            wrong(
                    "minorStopThresholdMs",
                    "must be 0 to " + MachineModel.GREATEST_MINOR_STOP_THRESHOLD_MS + ", a day, not " + thresholdMs);
        }
    }

    private void silencesAreNoticed(Long limitMs) {
        if (limitMs != null
                && (limitMs < MachineModel.LEAST_SILENCE_LIMIT_MS
                        || limitMs > MachineModel.GREATEST_SILENCE_LIMIT_MS)) {
            wrong(
                    "silenceLimitMs",
                    "must be " + MachineModel.LEAST_SILENCE_LIMIT_MS + " to " + MachineModel.GREATEST_SILENCE_LIMIT_MS
                            + ", a year, not " + limitMs);
        }
    }

    private void isPositive(String field, Long value) {
        if (value != null && value <= 0) {
            wrong(field, "must be greater than 0, not " + value);
        }
    }

    private void idealCyclesAreTimes(Map<String, Double> cycles) {
        if (cycles == null) {
            return;
        }
        cycles.forEach((product, cycle) -> {
            if (cycle == null || !(cycle > 0) || cycle > IdealCycles.LONGEST_MS) {
                wrong(
                        "idealCycleMs[\"" + product + "\"]",
                        "must be a time per item in ms greater than 0 and no longer than a year, not " + cycle);
            }
        });
    }

    private void numbersLeadToBuckets(String field, Map<String, String> buckets) {
        if (buckets == null) {
            return;
        }
        buckets.keySet().stream()
                .filter(number -> !number.matches("\\d{1,9}"))
                .forEach(number -> wrong(field + "[\"" + number + "\"]", "must be keyed by a number"));
        valuesAreBuckets(field, buckets);
    }

    private void valuesAreBuckets(String field, Map<String, String> buckets) {
        if (buckets != null) {
            buckets.forEach((key, bucket) -> isBucket(field + "[\"" + key + "\"]", bucket));
        }
    }

    private void isBucket(String field, String name) {
        if (Arrays.stream(LedgerBucket.values())
                .noneMatch(bucket -> bucket.name().equals(name))) {
            wrong(field, "must be one of " + BUCKETS + ", not " + name);
        }
    }

    private void metricNamesAreNames(MachineModelBody.Names names) {
        if (names == null) {
            return;
        }
        metricName("state", names.state());
        metricName("mode", names.mode());
        metricName("totalCount", names.totalCount());
        metricName("defectCount", names.defectCount());
        metricName("stopReason", names.stopReason());
        metricName("designSpeed", names.designSpeed());
        metricName("product", names.product());
        metricName("order", names.order());
        metricName("currentSpeed", names.currentSpeed());
    }

    private void metricName(String field, String name) {
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            wrong("metricNames." + field, "must be a metric name of 1 to " + LONGEST_NAME + " characters");
        }
    }

    private void wrong(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }
}
