package io.oeesuite.analytics.reading;

import io.oeesuite.engine.kpi.Totals;

/** A stretch of time in which a machine worked on one order, while it is being added up. */
public final class OrderRun {
    private final KnownMachine machine;
    private final String order;
    private final long fromMs;
    private final TotalsSum sum = new TotalsSum();
    private long toMs;
    private boolean open;

    public OrderRun(KnownMachine machine, LedgerEntry first) {
        this.machine = machine;
        this.order = first.order();
        this.fromMs = first.fromMs();
        add(first);
    }

    public KnownMachine machine() {
        return machine;
    }

    public String order() {
        return order;
    }

    /** Whether this entry of the ledger follows at once and belongs to the same order. */
    public boolean goesOnWith(LedgerEntry entry) {
        return entry.fromMs() == toMs
                && entry.order().equals(order)
                && entry.equipment().equals(machine.equipment());
    }

    public void add(LedgerEntry entry) {
        toMs = entry.toMs();
        open = entry.open();
        sum.addTime(entry.bucket(), entry.durationMs(), entry.hasIdeal());
        sum.addFlags(entry.flags());
    }

    Period period() {
        return new Period(fromMs, toMs);
    }

    void addCounts(Totals counts, int flags) {
        sum.add(counts, flags);
    }

    public MachineTotals totals(long nowMs) {
        Totals totals = sum.filledUpTo(toMs - fromMs);
        boolean complete = !open && toMs <= nowMs && totals.noDataMs() == 0;
        return new MachineTotals(machine, period(), totals, complete, sum.flags());
    }
}
