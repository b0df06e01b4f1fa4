package io.oeesuite.engine.window;

import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerFlags;

/**
 * The sums of one window of one machine, as they were decided once.
 *
 * @param version 1 as first reported, greater when restated
 * @param complete nothing is missing inside planned time
 */
public record WindowResult(
        WindowSpan span, int version, Cause cause, boolean complete, Totals totals, LedgerFlags flags) {}
