package io.oeesuite.analytics.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.MachineTotals;
import io.oeesuite.analytics.reading.Machines;
import io.oeesuite.analytics.reading.OeeTotals;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.RecentLedger;
import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.analytics.reading.Windows;
import io.oeesuite.analytics.store.LedgerProgress;
import io.oeesuite.analytics.store.LedgerSlice;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowSpan;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** Loads the production day so far of machines from the database. */
@ApplicationScoped
class DayLoader {
    private final Snapshot snapshot;
    private final Machines machines;
    private final OeeTotals totals;
    private final RecentLedger recentLedger;
    private final LedgerProgress progress;

    DayLoader(
            Snapshot snapshot,
            Machines machines,
            OeeTotals totals,
            RecentLedger recentLedger,
            LedgerProgress progress) {
        this.snapshot = snapshot;
        this.machines = machines;
        this.totals = totals;
        this.recentLedger = recentLedger;
        this.progress = progress;
    }

    /**
     * Days of machines, and which changes of the ledger topic they hold.
     *
     * @param offsets partition to the first offset that is not in them
     */
    record LoadedDays(List<MachineDay> days, Map<Integer, Long> offsets) {}

    Uni<LoadedDays> all(long nowMs) {
        return snapshot.read(client -> progress.applied(client)
                .chain(offsets -> machines.all(client)
                        .chain(found -> days(client, found, nowMs))
                        .map(days -> new LoadedDays(days, offsets))));
    }

    /** @param wanted told how far the database is, the paths of the machines to load */
    Uni<LoadedDays> some(Function<Map<Integer, Long>, Set<String>> wanted, long nowMs) {
        return snapshot.read(client -> progress.applied(client).chain(offsets -> {
            Set<String> paths = wanted.apply(offsets);
            if (paths.isEmpty()) {
                return Uni.createFrom().item(new LoadedDays(List.of(), offsets));
            }
            return machines.named(client, paths)
                    .chain(found -> days(client, found, nowMs))
                    .map(days -> new LoadedDays(days, offsets));
        }));
    }

    private Uni<List<MachineDay>> days(SqlClient client, List<KnownMachine> found, long nowMs) {
        Map<Cut, List<KnownMachine>> byCut =
                found.stream().collect(Collectors.groupingBy(machine -> cut(machine, nowMs)));
        return Multi.createFrom()
                .iterable(byCut.entrySet())
                .onItem()
                .transformToUniAndConcatenate(group -> days(client, group.getKey(), group.getValue(), nowMs))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private Uni<List<MachineDay>> days(SqlClient client, Cut cut, List<KnownMachine> group, long nowMs) {
        return folded(client, cut, group, nowMs)
                .chain(sums -> recentLedger
                        .of(client, group, cut.foldedUntilMs())
                        .map(recent -> group.stream()
                                .map(machine -> day(machine, cut, sums.get(machine.id()), recent.get(machine.id())))
                                .toList()));
    }

    private Uni<Map<Integer, MachineTotals>> folded(SqlClient client, Cut cut, List<KnownMachine> group, long nowMs) {
        if (cut.foldedUntilMs() <= cut.day().fromMs()) {
            return Uni.createFrom().item(Map.of());
        }
        Windows window = Windows.single(new Period(cut.day().fromMs(), cut.foldedUntilMs()));
        return totals.of(client, group, window, nowMs).map(windows -> {
            Map<Integer, MachineTotals> byMachine = new HashMap<>();
            windows.getFirst().forEach(sum -> byMachine.put(sum.machine().id(), sum));
            return byMachine;
        });
    }

    private static MachineDay day(KnownMachine machine, Cut cut, MachineTotals sum, LedgerSlice recent) {
        return new MachineDay(
                machine,
                cut.day(),
                cut.foldedUntilMs(),
                sum == null ? Totals.EMPTY : sum.totals(),
                sum == null ? 0 : sum.flags(),
                recent == null ? new LedgerSlice() : recent);
    }

    private static Cut cut(KnownMachine machine, long nowMs) {
        SiteClock clock = machine.clock();
        WindowSpan span = WindowSpan.containing(WindowKind.DAY, clock, nowMs);
        Period day = new Period(span.fromMs(), span.toMs());
        return new Cut(day, MachineDay.foldPoint(machine, day, nowMs));
    }

    /** Machines of one cut are loaded together. */
    private record Cut(Period day, long foldedUntilMs) {}
}
