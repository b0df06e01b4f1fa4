package io.oeesuite.engine.kpi;

/**
 * What a plant may decide about the meaning of its KPIs.
 *
 * @param chargeNoData NO_DATA inside planned time counts as downtime instead of being left out of the planned busy time
 * @param chargePlannedDown planned downtime counts against availability (the SMRP way) instead of being left out
 */
public record KpiPolicy(boolean chargeNoData, boolean chargePlannedDown) {
    public static final KpiPolicy DEFAULT = new KpiPolicy(false, false);
}
