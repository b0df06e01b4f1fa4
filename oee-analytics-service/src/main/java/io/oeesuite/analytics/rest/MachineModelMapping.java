package io.oeesuite.analytics.rest;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.MetricNames;

/** Between the machine model of REST and the one of the contract. */
final class MachineModelMapping {
    private static final String BUCKET_PREFIX = "LEDGER_BUCKET_";
    private static final int MINUTES_PER_HOUR = 60;

    private MachineModelMapping() {}

    /** @param body has passed {@link MachineModelRules} */
    static MachineModel toContract(String equipment, MachineModelBody body) {
        var model = MachineModel.newBuilder()
                .setEquipment(equipment)
                .setValidFromMs(body.validFrom() == null ? 0 : body.validFrom().toEpochMilli())
                .setTimeZone(orEmpty(body.timeZone()))
                .setActor(orEmpty(body.actor()))
                .setReason(orEmpty(body.reason()))
                .setChargeNoData(Boolean.TRUE.equals(body.chargeNoData()))
                .setSpreadGapCounts(Boolean.TRUE.equals(body.spreadGapCounts()));
        Optional.ofNullable(body.productionDayStart())
                .map(LocalTime::parse)
                .ifPresent(start ->
                        model.setProductionDayStartMinute(start.getHour() * MINUTES_PER_HOUR + start.getMinute()));
        Optional.ofNullable(body.minorStopThresholdMs()).ifPresent(model::setMinorStopThresholdMs);
        Optional.ofNullable(body.silenceLimitMs()).ifPresent(model::setSilenceLimitMs);
        Optional.ofNullable(body.totalCounterMax()).ifPresent(model::setTotalCounterMax);
        Optional.ofNullable(body.defectCounterMax()).ifPresent(model::setDefectCounterMax);
        Optional.ofNullable(body.idealCycleMs()).ifPresent(model::putAllIdealCycleMs);
        Optional.ofNullable(body.noOrderBucket())
                .map(MachineModelMapping::bucket)
                .ifPresent(model::setNoOrderBucket);
        orEmpty(body.stateBuckets())
                .forEach((state, name) -> model.putStateBuckets(Integer.parseInt(state), bucket(name)));
        orEmpty(body.modeBuckets()).forEach((mode, name) -> model.putModeBuckets(Integer.parseInt(mode), bucket(name)));
        orEmpty(body.reasonBuckets()).forEach((reason, name) -> model.putReasonBuckets(reason, bucket(name)));
        Optional.ofNullable(body.metricNames()).map(MachineModelMapping::names).ifPresent(model::setMetricNames);
        return model.build();
    }

    static MachineModelBody toBody(MachineModel model) {
        int start = model.getProductionDayStartMinute();
        return new MachineModelBody(
                model.getEquipment(),
                Instant.ofEpochMilli(model.getValidFromMs()),
                model.getTimeZone().isEmpty() ? "UTC" : model.getTimeZone(),
                LocalTime.of(start / MINUTES_PER_HOUR, start % MINUTES_PER_HOUR).toString(),
                model.hasMinorStopThresholdMs() ? model.getMinorStopThresholdMs() : null,
                model.hasSilenceLimitMs() ? model.getSilenceLimitMs() : null,
                model.hasTotalCounterMax() ? model.getTotalCounterMax() : null,
                model.hasDefectCounterMax() ? model.getDefectCounterMax() : null,
                new TreeMap<>(model.getIdealCycleMsMap()),
                names(model.getStateBucketsMap()),
                names(model.getModeBucketsMap()),
                names(model.getReasonBucketsMap()),
                model.getNoOrderBucket() == LedgerBucket.LEDGER_BUCKET_UNSPECIFIED
                        ? null
                        : name(model.getNoOrderBucket()),
                model.getChargeNoData(),
                model.getSpreadGapCounts(),
                model.hasMetricNames() ? names(model.getMetricNames()) : null,
                orNull(model.getActor()),
                orNull(model.getReason()));
    }

    private static MetricNames names(MachineModelBody.Names names) {
        return MetricNames.newBuilder()
                .setState(orEmpty(names.state()))
                .setMode(orEmpty(names.mode()))
                .setTotalCount(orEmpty(names.totalCount()))
                .setDefectCount(orEmpty(names.defectCount()))
                .setStopReason(orEmpty(names.stopReason()))
                .setDesignSpeed(orEmpty(names.designSpeed()))
                .setProduct(orEmpty(names.product()))
                .setOrder(orEmpty(names.order()))
                .setCurrentSpeed(orEmpty(names.currentSpeed()))
                .build();
    }

    private static MachineModelBody.Names names(MetricNames names) {
        return new MachineModelBody.Names(
                orNull(names.getState()),
                orNull(names.getMode()),
                orNull(names.getTotalCount()),
                orNull(names.getDefectCount()),
                orNull(names.getStopReason()),
                orNull(names.getDesignSpeed()),
                orNull(names.getProduct()),
                orNull(names.getOrder()),
                orNull(names.getCurrentSpeed()));
    }

    private static Map<String, String> names(Map<?, LedgerBucket> buckets) {
        Map<String, String> names = new TreeMap<>();
        buckets.forEach((key, bucket) -> names.put(String.valueOf(key), name(bucket)));
        return names;
    }

    private static LedgerBucket bucket(String name) {
        return LedgerBucket.valueOf(BUCKET_PREFIX + name);
    }

    private static String name(LedgerBucket bucket) {
        return bucket.name().substring(BUCKET_PREFIX.length());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
