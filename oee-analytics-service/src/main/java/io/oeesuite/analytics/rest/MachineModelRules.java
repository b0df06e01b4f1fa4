package io.oeesuite.analytics.rest;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.oeesuite.analytics.rest.Problem.FieldProblem;
import io.oeesuite.engine.ledger.LedgerBucket;

/** What a machine model must fulfil; all that is wrong is told at once. */
final class MachineModelRules {
    private static final String BUCKETS =
            Arrays.stream(LedgerBucket.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final int LONGEST_NAME = 255;

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
        if (body.validFrom() != null && body.validFrom().toEpochMilli() < 0) {
            wrong("validFrom", "must not lie before 1970");
        }
        timeZoneIsKnown(body.timeZone());
        productionDayStartIsATime(body.productionDayStart());
        isPositive("minorStopThresholdMs", body.minorStopThresholdMs());
        isPositive("totalCounterMax", body.totalCounterMax());
        isPositive("defectCounterMax", body.defectCounterMax());
        idealCyclesArePositive(body.idealCycleMs());
        numbersLeadToBuckets("stateBuckets", body.stateBuckets());
        numbersLeadToBuckets("modeBuckets", body.modeBuckets());
        valuesAreBuckets("reasonBuckets", body.reasonBuckets());
        if (body.noOrderBucket() != null) {
            isBucket("noOrderBucket", body.noOrderBucket());
        }
        metricNamesAreNames(body.metricNames());
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

    private void isPositive(String field, Long value) {
        if (value != null && value <= 0) {
            wrong(field, "must be greater than 0, not " + value);
        }
    }

    private void idealCyclesArePositive(Map<String, Double> cycles) {
        if (cycles == null) {
            return;
        }
        cycles.forEach((product, cycle) -> {
            if (cycle == null || !(cycle > 0) || cycle.isInfinite()) {
                wrong(
                        "idealCycleMs[\"" + product + "\"]",
                        "must be a time per item in ms greater than 0, not " + cycle);
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
