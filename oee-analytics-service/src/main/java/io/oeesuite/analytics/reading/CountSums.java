package io.oeesuite.analytics.reading;

import java.util.List;
import java.util.Map;

import io.oeesuite.engine.kpi.Totals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Quantities of machines in windows, added up in the database. */
final class CountSums {
    // OFFSET 0: machine and range first, so that the index is walked for both
    private static final String SLOTS = """
            SELECT c.machine_id, width_bucket(c.from_ms + 9999, $4::bigint[]) AS number, bit_or(c.flags) AS flags,
                sum(c.total)::bigint AS total, sum(c.reject)::bigint AS reject,
                coalesce(sum(greatest(c.total, c.reject)) FILTER (WHERE NOT c.has_ideal), 0)::bigint AS unrated,
                bool_or(c.has_ideal) AS has_ideal, sum(c.ideal_total_ms) AS ideal_total_ms, sum(c.ideal_good_ms) AS ideal_good_ms,
                sum(c.ideal_startup_ms) AS ideal_startup_ms
            FROM unnest($1::int[]) AS m (id)
            CROSS JOIN unnest($2::bigint[], $3::bigint[]) AS r (from_ms, to_ms)
            CROSS JOIN LATERAL (
                SELECT * FROM count_slot b WHERE b.machine_id = m.id AND b.from_ms >= r.from_ms AND b.from_ms < r.to_ms OFFSET 0) AS c
            GROUP BY 1, 2
            """;
    private static final String QUARTERS = """
            SELECT q.machine_id, width_bucket(q.from_ms + 899999, $4::bigint[]) AS number, bit_or(q.flags) AS flags,
                sum(q.total)::bigint AS total, sum(q.reject)::bigint AS reject, sum(q.unrated)::bigint AS unrated,
                bool_or(q.has_ideal) AS has_ideal, sum(q.ideal_total_ms) AS ideal_total_ms, sum(q.ideal_good_ms) AS ideal_good_ms,
                sum(q.ideal_startup_ms) AS ideal_startup_ms
            FROM unnest($1::int[]) AS m (id)
            CROSS JOIN unnest($2::bigint[], $3::bigint[]) AS r (from_ms, to_ms)
            CROSS JOIN LATERAL (
                SELECT * FROM count_quarter b WHERE b.machine_id = m.id AND b.from_ms >= r.from_ms AND b.from_ms < r.to_ms OFFSET 0) AS q
            GROUP BY 1, 2
            """;

    private CountSums() {}

    static Uni<Void> addTo(
            Map<MachineWindow, TotalsSum> sums, SqlClient client, List<KnownMachine> machines, Windows windows) {
        CountRanges ranges = CountRanges.of(windows);
        return addTo(sums, client, SLOTS, machines, windows, ranges.slots())
                .chain(() -> addTo(sums, client, QUARTERS, machines, windows, ranges.quarters()));
    }

    private static Uni<Void> addTo(
            Map<MachineWindow, TotalsSum> sums,
            SqlClient client,
            String sql,
            List<KnownMachine> machines,
            Windows windows,
            List<Period> ranges) {
        if (ranges.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(machines.stream().map(KnownMachine::id).toArray(Integer[]::new))
                .addArrayOfLong(ranges.stream().map(Period::fromMs).toArray(Long[]::new))
                .addArrayOfLong(ranges.stream().map(Period::toMs).toArray(Long[]::new))
                .addArrayOfLong(windows.bounds());
        return client.preparedQuery(sql)
                .execute(parameters)
                .invoke(rows -> {
                    for (Row row : rows) {
                        sums.get(new MachineWindow(row.getInteger("machine_id"), row.getInteger("number") - 1))
                                .add(counts(row), row.getInteger("flags"));
                    }
                })
                .replaceWithVoid();
    }

    static Totals counts(Row row) {
        return new Totals(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                row.getLong("total"),
                row.getLong("reject"),
                row.getBoolean("has_ideal"),
                row.getLong("unrated"),
                row.getDouble("ideal_total_ms"),
                row.getDouble("ideal_good_ms"),
                row.getDouble("ideal_startup_ms"));
    }
}
