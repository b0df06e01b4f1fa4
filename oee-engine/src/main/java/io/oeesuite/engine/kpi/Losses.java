package io.oeesuite.engine.kpi;

import java.util.OptionalDouble;

/**
 * The six big losses in milliseconds: breakdown and set-up cost availability, minor stops and reduced speed performance, process defects and
 * start-up yield quality. Losses that need an ideal cycle time are empty where it is not known.
 *
 * @param reducedSpeedMs run time beyond what the items needed; negative when they came faster than the ideal cycle allows, which says
 *     that the ideal cycle is wrong
 * @param fullyProductiveMs what remains of the run time: Σ ideal × good; run = fully productive + reduced speed + the quality losses
 */
public record Losses(
        long breakdownMs,
        long setupMs,
        long minorStopsMs,
        OptionalDouble reducedSpeedMs,
        OptionalDouble processDefectsMs,
        OptionalDouble startupYieldMs,
        OptionalDouble fullyProductiveMs) {

    public static Losses of(Totals totals) {
        double quality = totals.idealTotalMs() - totals.idealGoodMs();
        return new Losses(
                totals.unplannedDownMs(),
                totals.setupMs(),
                totals.minorStopMs(),
                rated(totals, totals.runMs() - totals.idealTotalMs()),
                rated(totals, quality - totals.idealStartupMs()),
                rated(totals, totals.idealStartupMs()),
                rated(totals, totals.idealGoodMs()));
    }

    private static OptionalDouble rated(Totals totals, double ms) {
        return totals.hasIdeal() ? OptionalDouble.of(ms) : OptionalDouble.empty();
    }
}
