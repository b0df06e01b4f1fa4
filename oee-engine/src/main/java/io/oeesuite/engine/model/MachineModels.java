package io.oeesuite.engine.model;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.oeesuite.engine.facts.TimeRange;

/** The models of one machine over time. Before the first one, and where there is none, the default holds. */
public final class MachineModels {
    public static final MachineModels DEFAULT = new MachineModels(Map.of());

    private final NavigableMap<Long, MachineModel> byStart;

    private MachineModels(Map<Long, MachineModel> byStart) {
        this.byStart = new TreeMap<>(byStart);
    }

    /** Always in force. */
    public static MachineModels always(MachineModel model) {
        return DEFAULT.with(model.validFrom(Long.MIN_VALUE));
    }

    public static MachineModels of(Collection<MachineModel> models) {
        MachineModels all = new MachineModels(Map.of());
        models.forEach(model -> all.byStart.put(model.validFromMs(), model));
        return all;
    }

    /** These and one more, which replaces the one that is valid from the same instant. */
    public MachineModels with(MachineModel model) {
        MachineModels more = new MachineModels(byStart);
        more.byStart.put(model.validFromMs(), model);
        return more;
    }

    /** These without the one that is valid from this instant. */
    public MachineModels without(long validFromMs) {
        MachineModels fewer = new MachineModels(byStart);
        fewer.byStart.remove(validFromMs);
        return fewer;
    }

    public MachineModel at(long timeMs) {
        Map.Entry<Long, MachineModel> entry = byStart.floorEntry(timeMs);
        return entry == null ? MachineModel.DEFAULT : entry.getValue();
    }

    /** When the model in force at this instant ends: the start of the next one, or {@link TimeRange#FOREVER}. */
    public long nextChangeAfter(long timeMs) {
        Long next = byStart.higherKey(timeMs);
        return next == null ? TimeRange.FOREVER : next;
    }

    public boolean anySpreadsGapCounts() {
        return byStart.values().stream().anyMatch(MachineModel::spreadGapCounts);
    }

    /** The greatest threshold that ever holds. */
    public long greatestMinorStopThresholdMs() {
        return byStart.values().stream()
                .mapToLong(MachineModel::minorStopThresholdMs)
                .reduce(MachineModel.DEFAULT.minorStopThresholdMs(), Math::max);
    }

    @Override
    public String toString() {
        return byStart.values().toString();
    }
}
