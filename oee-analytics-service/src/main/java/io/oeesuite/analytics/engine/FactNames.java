package io.oeesuite.analytics.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.contracts.MetricNames;
import io.oeesuite.engine.facts.Signal;

/** Which metric carries which signal of a machine. */
final class FactNames {
    static final String SPEED = "Status/CurMachSpeed";
    static final FactNames PACKML = new FactNames(MetricNames.getDefaultInstance());

    private final Map<String, Signal> signals = new HashMap<>();
    private final String speed;

    /** @param names empty names stand for the PackML ones */
    FactNames(MetricNames names) {
        put(names.getState(), "Status/StateCurrent", Signal.STATE);
        put(names.getMode(), "Status/UnitModeCurrent", Signal.MODE);
        put(names.getTotalCount(), "Admin/ProdProcessedCount", Signal.TOTAL);
        put(names.getDefectCount(), "Admin/ProdDefectiveCount", Signal.DEFECT);
        put(names.getStopReason(), "Admin/StopReason", Signal.REASON);
        put(names.getDesignSpeed(), "Admin/MachDesignSpeed", Signal.DESIGN_SPEED);
        put(names.getProduct(), "Admin/Product", Signal.PRODUCT);
        put(names.getOrder(), "Admin/OrderId", Signal.ORDER);
        speed = names.getCurrentSpeed().isEmpty() ? SPEED : names.getCurrentSpeed();
    }

    Optional<Signal> signal(String metric) {
        return Optional.ofNullable(signals.get(metric));
    }

    boolean isSpeed(String metric) {
        return speed.equals(metric);
    }

    private void put(String own, String packMl, Signal signal) {
        signals.put(own.isEmpty() ? packMl : own, signal);
    }
}
