package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.oeesuite.analytics.store.FlagBits;
import io.oeesuite.contracts.Flag;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Losses;
import io.oeesuite.engine.kpi.TimeElements;
import io.oeesuite.engine.kpi.Totals;

/**
 * Machines over one period as one: sums of sums, and what follows from them.
 *
 * @param totals the ledger as it is, added up
 * @param plannedBusyMs PBT, what availability and OEE are measured against: with the NO_DATA of machines whose policy charges it
 * @param complete every machine's is
 */
public record RollUp(
        Period period, Totals totals, long plannedBusyMs, Kpis kpis, Losses losses, boolean complete, Set<Flag> flags) {

    /** @param machines of one period, at least one */
    public static RollUp of(List<MachineTotals> machines) {
        List<Totals> asIs = new ArrayList<>(machines.size());
        List<Totals> charged = new ArrayList<>(machines.size());
        long end = Long.MIN_VALUE;
        boolean complete = true;
        int flagBits = 0;
        for (MachineTotals machine : machines) {
            asIs.add(machine.totals());
            charged.add(charged(machine));
            end = Math.max(end, machine.period().toMs());
            complete &= machine.complete();
            flagBits |= machine.flags();
        }
        Totals totals = Totals.rollUp(asIs);
        Totals chargedTotals = Totals.rollUp(charged);
        long plannedBusyMs = TimeElements.of(chargedTotals, KpiPolicy.DEFAULT).busyMs();
        Kpis kpis = Kpis.of(chargedTotals, KpiPolicy.DEFAULT);
        Period period = new Period(machines.getFirst().period().fromMs(), end);
        return new RollUp(
                period, totals, plannedBusyMs, kpis, Losses.of(totals), complete, flags(flagBits, totals, kpis));
    }

    /** A machine whose policy charges the time of which nothing is known: for its KPIs that was downtime. */
    private static Totals charged(MachineTotals machine) {
        Totals t = machine.totals();
        if (!machine.machine().chargeNoData()) {
            return t;
        }
        return new Totals(
                t.notScheduledMs(),
                t.plannedDownMs(),
                0,
                t.setupMs(),
                t.unplannedDownMs() + t.noDataMs(),
                t.minorStopMs(),
                t.runMs(),
                t.totalCount(),
                t.rejectCount(),
                t.idealKnown(),
                t.unratedCount(),
                t.idealTotalMs(),
                t.idealGoodMs(),
                t.idealStartupMs());
    }

    private static Set<Flag> flags(int bits, Totals totals, Kpis kpis) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(FlagBits.flags(bits));
        if (kpis.performance().orElse(0) > 1) {
            flags.add(Flag.FLAG_PERFORMANCE_OVER_1);
        }
        if (!totals.hasIdeal() && (totals.totalCount() > 0 || totals.runMs() > 0)) {
            flags.add(Flag.FLAG_IDEAL_MISSING);
        }
        if (totals.rejectCount() > totals.totalCount()) {
            flags.add(Flag.FLAG_REJECTS_OVER_TOTAL);
        }
        return flags;
    }
}
