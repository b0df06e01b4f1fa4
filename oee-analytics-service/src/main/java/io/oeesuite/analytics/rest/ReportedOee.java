package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.MachineTotals;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.ReportedTotals;
import io.oeesuite.analytics.reading.ReportedTotals.Reported;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowSpan;
import io.oeesuite.httpaccess.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** OEE as it was published, in the version that was the newest then. */
@ApplicationScoped
class ReportedOee {
    private final ReportedTotals reported;
    private final Limits limits;

    ReportedOee(ReportedTotals reported, Limits limits) {
        this.reported = reported;
        this.limits = limits;
    }

    /** The range as one period: it must be made of whole windows, the longest that fit are added up. */
    Uni<OeeAnswer> whole(SqlClient client, String path, List<KnownMachine> machines, Period range, int version) {
        WindowKind kind = tiling(path, WindowParameter.clockOf(machines), range);
        WindowParameter.requireFew(kind, range, machines.size(), limits.windows());
        return reported.at(client, machines, kind, range, version).map(windows -> {
            if (windows.isEmpty()) {
                throw notPublished(path, "Nothing has been published of this range yet.");
            }
            return sum(path, machines, range, windows);
        });
    }

    /** Window by window, those that lie in the range as a whole and of which anything has been published. */
    Uni<List<OeeAnswer>> byWindow(
            SqlClient client, String path, List<KnownMachine> machines, Period range, WindowKind kind, int version) {
        WindowParameter.requireFew(kind, range, machines.size(), limits.windows());
        return reported.at(client, machines, kind, range, version)
                .map(windows -> windows.values().stream()
                        .filter(window -> window.getFirst().totals().period().toMs() <= range.toMs())
                        .map(window -> answer(path, machines.size(), window))
                        .toList());
    }

    private static WindowKind tiling(String path, SiteClock clock, Period range) {
        for (WindowKind kind : List.of(WindowKind.DAY, WindowKind.HOUR, WindowKind.MINUTE)) {
            if (isBound(kind, clock, range.fromMs()) && isBound(kind, clock, range.toMs())) {
                return kind;
            }
        }
        throw notPublished(
                path, "Figures are published by the minute, hour and day: ask for a range of whole minutes.");
    }

    private static boolean isBound(WindowKind kind, SiteClock clock, long ms) {
        return WindowSpan.containing(kind, clock, ms).fromMs() == ms;
    }

    private static OeeAnswer sum(
            String path, List<KnownMachine> machines, Period range, NavigableMap<Long, List<Reported>> windows) {
        Map<KnownMachine, MachineTotals> byMachine = new HashMap<>();
        int newest = 0;
        long covered = 0;
        for (List<Reported> window : windows.values()) {
            for (Reported one : window) {
                newest = Math.max(newest, one.version());
                covered += one.totals().period().lengthMs();
                byMachine.merge(one.totals().machine(), one.totals(), (first, second) -> plus(first, second, range));
            }
        }
        boolean all = covered == range.lengthMs() * machines.size();
        List<MachineTotals> sums = new ArrayList<>();
        byMachine.values().forEach(one -> sums.add(over(one, range, one.complete() && all)));
        return OeeAnswer.of(path, null, RollUp.of(sums), newest);
    }

    private static OeeAnswer answer(String path, int machines, List<Reported> window) {
        List<MachineTotals> totals = window.stream()
                .map(one ->
                        over(one.totals(), one.totals().period(), one.totals().complete() && window.size() == machines))
                .toList();
        int newest = window.stream().mapToInt(Reported::version).max().orElseThrow();
        return OeeAnswer.of(path, null, RollUp.of(totals), newest);
    }

    private static MachineTotals plus(MachineTotals first, MachineTotals second, Period range) {
        Totals sum = first.totals().plus(second.totals());
        return new MachineTotals(
                first.machine(), range, sum, first.complete() && second.complete(), first.flags() | second.flags());
    }

    private static MachineTotals over(MachineTotals totals, Period period, boolean complete) {
        return new MachineTotals(totals.machine(), period, totals.totals(), complete, totals.flags());
    }

    private static ProblemException notPublished(String path, String why) {
        return new ProblemException(new Problem.NotPublished(path, why));
    }
}
