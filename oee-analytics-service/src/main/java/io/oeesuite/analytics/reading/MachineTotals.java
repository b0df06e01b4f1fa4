package io.oeesuite.analytics.reading;

import io.oeesuite.engine.kpi.Totals;

/**
 * The sums of one machine over one period.
 *
 * @param totals their times add up to the length of the period
 * @param complete the period has ended and nothing is unknown of it
 * @param flags bit n = flag number n of the contract
 */
public record MachineTotals(KnownMachine machine, Period period, Totals totals, boolean complete, int flags) {}
