package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** What the ledger says now: sums of machines over windows of any length. */
@ApplicationScoped
public class OeeTotals {

    /**
     * The sums of every machine in every window, window by window.
     *
     * @param nowMs the instant up to which what goes on has lasted
     */
    public Uni<List<List<MachineTotals>>> of(
            SqlClient client, List<KnownMachine> machines, Windows windows, long nowMs) {
        Map<MachineWindow, TotalsSum> sums = new HashMap<>();
        for (KnownMachine machine : machines) {
            for (int window = 0; window < windows.count(); window++) {
                sums.put(new MachineWindow(machine.id(), window), new TotalsSum());
            }
        }
        return LedgerSums.addTo(sums, client, machines, windows, nowMs)
                .chain(() -> CountSums.addTo(sums, client, machines, windows))
                .map(done -> byWindow(sums, machines, windows, nowMs));
    }

    private static List<List<MachineTotals>> byWindow(
            Map<MachineWindow, TotalsSum> sums, List<KnownMachine> machines, Windows windows, long nowMs) {
        List<List<MachineTotals>> byWindow = new ArrayList<>(windows.count());
        for (int number = 0; number < windows.count(); number++) {
            Period window = windows.window(number);
            List<MachineTotals> row = new ArrayList<>(machines.size());
            for (KnownMachine machine : machines) {
                row.add(machineTotals(sums.get(new MachineWindow(machine.id(), number)), machine, window, nowMs));
            }
            byWindow.add(row);
        }
        return byWindow;
    }

    private static MachineTotals machineTotals(TotalsSum sum, KnownMachine machine, Period window, long nowMs) {
        long end = Math.max(window.fromMs(), machine.endOf(window.toMs(), nowMs));
        Period period = new Period(window.fromMs(), end);
        var totals = sum.filledUpTo(period.lengthMs());
        return new MachineTotals(
                machine, period, totals, window.toMs() <= nowMs && totals.noDataMs() == 0, sum.flags());
    }
}
