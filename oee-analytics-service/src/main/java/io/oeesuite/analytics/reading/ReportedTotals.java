package io.oeesuite.analytics.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.window.WindowKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** What was published: the versions of the windows of machines. */
@ApplicationScoped
public class ReportedTotals {
    private static final String AT_VERSION = """
            SELECT DISTINCT ON (machine_id, start_ms) * FROM oee_result
            WHERE machine_id = ANY ($1) AND window_kind = $2 AND start_ms >= $3 AND start_ms < $4 AND version <= $5
            ORDER BY machine_id, start_ms, version DESC
            """;
    private static final String NEWEST = """
            SELECT start_ms, max(version) AS version FROM oee_result
            WHERE machine_id = ANY ($1) AND window_kind = $2 AND start_ms >= $3 AND start_ms < $4
            GROUP BY start_ms
            """;

    /** One published window of one machine. */
    public record Reported(MachineTotals totals, int version) {}

    /**
     * What had been published of windows that begin in the range when {@code version} was the newest, by start; a window of which
     * nothing had been published is absent.
     */
    public Uni<NavigableMap<Long, List<Reported>>> at(
            SqlClient client, List<KnownMachine> machines, WindowKind kind, Period range, int version) {
        return client.preparedQuery(AT_VERSION)
                .execute(parameters(machines, kind, range).addInteger(version))
                .map(rows -> byStart(rows, machines));
    }

    /** The newest version of each window that begins in the range, by its start; absent where nothing has been published. */
    public Uni<NavigableMap<Long, Integer>> newest(
            SqlClient client, List<KnownMachine> machines, WindowKind kind, Period range) {
        return client.preparedQuery(NEWEST)
                .execute(parameters(machines, kind, range))
                .map(rows -> {
                    NavigableMap<Long, Integer> versions = new TreeMap<>();
                    rows.forEach(row -> versions.put(row.getLong("start_ms"), row.getInteger("version")));
                    return versions;
                });
    }

    private static Tuple parameters(List<KnownMachine> machines, WindowKind kind, Period range) {
        return Tuple.tuple()
                .addArrayOfInteger(machines.stream().map(KnownMachine::id).toArray(Integer[]::new))
                .addInteger(number(kind))
                .addLong(range.fromMs())
                .addLong(range.toMs());
    }

    private static NavigableMap<Long, List<Reported>> byStart(RowSet<Row> rows, List<KnownMachine> machines) {
        Map<Integer, KnownMachine> byId = new HashMap<>();
        machines.forEach(machine -> byId.put(machine.id(), machine));
        NavigableMap<Long, List<Reported>> byStart = new TreeMap<>();
        for (Row row : rows) {
            byStart.computeIfAbsent(row.getLong("start_ms"), start -> new java.util.ArrayList<>())
                    .add(reported(row, byId.get(row.getInteger("machine_id"))));
        }
        return byStart;
    }

    private static Reported reported(Row row, KnownMachine machine) {
        Totals totals = new Totals(
                row.getLong("not_scheduled_ms"),
                row.getLong("planned_down_ms"),
                row.getLong("no_data_ms"),
                row.getLong("setup_ms"),
                row.getLong("unplanned_down_ms"),
                row.getLong("minor_stop_ms"),
                row.getLong("run_ms"),
                row.getLong("total_count"),
                row.getLong("reject_count"),
                row.getBoolean("has_ideal"),
                row.getLong("unrated_count"),
                row.getDouble("ideal_total_ms"),
                row.getDouble("ideal_good_ms"),
                row.getDouble("ideal_startup_ms"));
        Period period = new Period(row.getLong("start_ms"), row.getLong("end_ms"));
        return new Reported(
                new MachineTotals(machine, period, totals, row.getBoolean("complete"), row.getInteger("flags")),
                row.getInteger("version"));
    }

    private static int number(WindowKind kind) {
        return switch (kind) {
            case MINUTE -> io.oeesuite.contracts.Window.WINDOW_MINUTE_VALUE;
            case HOUR -> io.oeesuite.contracts.Window.WINDOW_HOUR_VALUE;
            case DAY -> io.oeesuite.contracts.Window.WINDOW_DAY_VALUE;
        };
    }
}
