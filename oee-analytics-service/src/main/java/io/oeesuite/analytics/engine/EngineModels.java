package io.oeesuite.analytics.engine;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.MachineModel;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.IdealCycles;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.SiteClock;

/**
 * The models of one machine as the engine reads them.
 *
 * @param fromMs when the first of them begins to hold; {@link Long#MAX_VALUE} when there is none
 * @param fingerprint equal only for equal models
 */
record EngineModels(MachineModels models, FactNames names, long fromMs, int fingerprint) {
    static final EngineModels DEFAULT = new EngineModels(MachineModels.DEFAULT, FactNames.PACKML, Long.MAX_VALUE, 0);

    /** @throws IllegalArgumentException when one makes no sense; REST lets none of those through */
    static EngineModels of(Collection<MachineModel> contracts) {
        MachineModel newest = contracts.stream()
                .max(Comparator.comparingLong(MachineModel::getValidFromMs))
                .orElseThrow();
        return new EngineModels(
                MachineModels.of(contracts.stream().map(EngineModels::model).toList()),
                new FactNames(newest.getMetricNames()),
                contracts.stream().mapToLong(MachineModel::getValidFromMs).min().orElse(Long.MAX_VALUE),
                contracts.stream()
                        .map(contract -> java.util.Arrays.hashCode(contract.toByteArray()))
                        .sorted()
                        .toList()
                        .hashCode());
    }

    static MachineModel parse(byte[] value) throws InvalidProtocolBufferException {
        return MachineModel.parseFrom(value);
    }

    private static io.oeesuite.engine.model.MachineModel model(MachineModel contract) {
        var standard = io.oeesuite.engine.model.MachineModel.DEFAULT;
        return new io.oeesuite.engine.model.MachineModel(
                contract.getValidFromMs(),
                new SiteClock(
                        ZoneId.of(contract.getTimeZone().isEmpty() ? "UTC" : contract.getTimeZone()),
                        contract.getProductionDayStartMinute()),
                contract.hasMinorStopThresholdMs()
                        ? contract.getMinorStopThresholdMs()
                        : standard.minorStopThresholdMs(),
                contract.hasTotalCounterMax() ? contract.getTotalCounterMax() : standard.totalCounterMax(),
                contract.hasDefectCounterMax() ? contract.getDefectCounterMax() : standard.defectCounterMax(),
                new IdealCycles(contract.getIdealCycleMsMap()),
                new BucketRules(
                        buckets(contract.getStateBucketsMap()),
                        buckets(contract.getModeBucketsMap()),
                        buckets(contract.getReasonBucketsMap()),
                        contract.getNoOrderBucket() == io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNSPECIFIED
                                ? LedgerBucket.PLANNED_DOWN
                                : Contracts.bucket(contract.getNoOrderBucket())),
                contract.getSpreadGapCounts());
    }

    private static <K> Map<K, LedgerBucket> buckets(Map<K, io.oeesuite.contracts.LedgerBucket> contract) {
        return contract.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Contracts.bucket(entry.getValue())));
    }
}
