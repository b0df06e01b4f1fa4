package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.MachineTotals;
import io.oeesuite.analytics.reading.OeeTotals;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.ReportedTotals;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.analytics.reading.Windows;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowSpan;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** OEE as the ledger says it now. */
@ApplicationScoped
class RestatedOee {
    /** From here on the version of a range is looked up by its days instead of its hours. */
    private static final long LONG_RANGE_MS = 7 * 86_400_000L;

    private final OeeTotals totals;
    private final ReportedTotals reported;
    private final Limits limits;

    RestatedOee(OeeTotals totals, ReportedTotals reported, Limits limits) {
        this.totals = totals;
        this.reported = reported;
        this.limits = limits;
    }

    /** The range as one period. */
    Uni<OeeAnswer> whole(SqlClient client, String path, List<KnownMachine> machines, Period range, long nowMs) {
        WindowKind versionsOf = range.lengthMs() > LONG_RANGE_MS ? WindowKind.DAY : WindowKind.HOUR;
        return totals.of(client, machines, Windows.single(range), nowMs)
                .chain(windows -> reported.newest(client, machines, versionsOf, range)
                        .map(versions -> OeeAnswer.of(
                                path,
                                null,
                                RollUp.of(windows.getFirst()),
                                versions.values().stream().max(Integer::compare).orElse(null))));
    }

    /** Window by window; windows that have not begun are left out. */
    Uni<List<OeeAnswer>> byWindow(
            SqlClient client, String path, List<KnownMachine> machines, Period range, WindowKind kind, long nowMs) {
        long end = Math.min(range.toMs(), nowMs + 1);
        if (end <= range.fromMs()) {
            return Uni.createFrom().item(List.of());
        }
        WindowParameter.requireFew(kind, new Period(range.fromMs(), end), machines.size(), limits.windows());
        SiteClock clock = WindowParameter.clockOf(machines);
        Windows windows = begun(WindowParameter.cut(kind, clock, new Period(range.fromMs(), end)), kind, clock, range);
        return totals.of(client, machines, windows, nowMs)
                .chain(sums -> reported.newest(client, machines, kind, wholeWindows(kind, clock, range))
                        .map(versions -> answers(path, sums, kind, clock, versions)));
    }

    /** The last window goes on to its own end or that of the range, so that what is counted in its last slot belongs to it. */
    private static Windows begun(Windows cut, WindowKind kind, SiteClock clock, Period range) {
        List<Long> bounds = new ArrayList<>(cut.boundsMs());
        long last = bounds.removeLast();
        long windowEnd = WindowSpan.containing(kind, clock, last - 1).toMs();
        bounds.add(Math.min(windowEnd, range.toMs()));
        return new Windows(bounds);
    }

    private static Period wholeWindows(WindowKind kind, SiteClock clock, Period range) {
        long from = WindowSpan.containing(kind, clock, range.fromMs()).fromMs();
        return new Period(from, range.toMs());
    }

    private static List<OeeAnswer> answers(
            String path,
            List<List<MachineTotals>> sums,
            WindowKind kind,
            SiteClock clock,
            NavigableMap<Long, Integer> versions) {
        List<OeeAnswer> answers = new ArrayList<>(sums.size());
        for (List<MachineTotals> window : sums) {
            RollUp rollUp = RollUp.of(window);
            long start =
                    WindowSpan.containing(kind, clock, rollUp.period().fromMs()).fromMs();
            answers.add(OeeAnswer.of(path, null, rollUp, versions.get(start)));
        }
        return answers;
    }
}
