package io.oeesuite.analytics.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

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
record EngineModels(MachineModels models, NavigableMap<Long, FactNames> namesFrom, long fromMs, int fingerprint) {
    static final EngineModels DEFAULT =
            new EngineModels(MachineModels.DEFAULT, Collections.emptyNavigableMap(), Long.MAX_VALUE, 0);

    private static final Logger LOG = Logger.getLogger(EngineModels.class);

    /** One that makes no sense is left out, with a line in the log; REST lets none of those through. */
    static EngineModels of(Collection<MachineModel> contracts) {
        List<MachineModel> sensible = new ArrayList<>();
        List<io.oeesuite.engine.model.MachineModel> read = new ArrayList<>();
        for (MachineModel contract : contracts) {
            try {
                read.add(model(contract));
                sensible.add(contract);
            } catch (RuntimeException senseless) {
                LOG.warnf(
                        "A model of a machine makes no sense and is ignored: machine=%s validFromMs=%d problem=%s",
                        contract.getEquipment(), contract.getValidFromMs(), senseless.getMessage());
            }
        }
        NavigableMap<Long, FactNames> names = new TreeMap<>();
        sensible.forEach(contract -> names.put(contract.getValidFromMs(), new FactNames(contract.getMetricNames())));
        return sensible.isEmpty()
                ? DEFAULT
                : new EngineModels(
                        MachineModels.of(read),
                        Collections.unmodifiableNavigableMap(names),
                        names.firstKey(),
                        sensible.stream()
                                .map(contract -> Arrays.hashCode(contract.toByteArray()))
                                .sorted()
                                .toList()
                                .hashCode());
    }

    /** What its metrics are called at this time. */
    FactNames names(long timeMs) {
        Map.Entry<Long, FactNames> inForce = namesFrom.floorEntry(timeMs);
        return inForce == null ? FactNames.PACKML : inForce.getValue();
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
                contract.hasSilenceLimitMs() ? contract.getSilenceLimitMs() : standard.silenceLimitMs(),
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
