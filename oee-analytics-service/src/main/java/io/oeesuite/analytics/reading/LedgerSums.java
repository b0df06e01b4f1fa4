package io.oeesuite.analytics.reading;

import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Time by bucket of machines in windows, clipped to the millisecond and added up in the database. */
final class LedgerSums {
    private static final String SUMS = """
            SELECT m.id, w.number,
                CASE WHEN i.bucket = 6 AND i.stop_from_ms = m.outgrown_ms THEN 5 ELSE i.bucket END AS bucket, i.has_ideal,
                sum(least(clip.to_ms, ($4::bigint[])[w.number + 1]) - greatest(clip.from_ms, ($4::bigint[])[w.number]))::bigint AS ms,
                bit_or(i.flags) AS flags
            FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS m (id, end_ms, outgrown_ms)
            CROSS JOIN LATERAL (
                (SELECT b.from_ms, b.to_ms, b.bucket, b.has_ideal, b.stop_from_ms, b.flags FROM ledger_interval b
                 WHERE b.machine_id = m.id AND b.from_ms < $5 ORDER BY b.from_ms DESC LIMIT 1)
                UNION ALL
                (SELECT b.from_ms, b.to_ms, b.bucket, b.has_ideal, b.stop_from_ms, b.flags FROM ledger_interval b
                 WHERE b.machine_id = m.id AND b.from_ms >= $5 AND b.from_ms < $6)) AS i
            CROSS JOIN LATERAL (
                SELECT greatest(i.from_ms, $5) AS from_ms, least(coalesce(i.to_ms, m.end_ms), m.end_ms) AS to_ms) AS clip
            CROSS JOIN LATERAL generate_series(width_bucket(clip.from_ms, $4), width_bucket(clip.to_ms - 1, $4)) AS w (number)
            WHERE clip.to_ms > clip.from_ms
            GROUP BY 1, 2, 3, 4
            """;

    private LedgerSums() {}

    static Uni<Void> addTo(
            Map<MachineWindow, TotalsSum> sums,
            SqlClient client,
            List<KnownMachine> machines,
            Windows windows,
            long nowMs) {
        Tuple parameters = MachineArrays.of(machines, windows.toMs(), nowMs)
                .addArrayOfLong(windows.bounds())
                .addLong(windows.fromMs())
                .addLong(windows.toMs());
        return client.preparedQuery(SUMS)
                .execute(parameters)
                .invoke(rows -> {
                    for (Row row : rows) {
                        TotalsSum sum = sums.get(new MachineWindow(row.getInteger("id"), row.getInteger("number") - 1));
                        sum.addTime(
                                Buckets.of(row.getInteger("bucket")), row.getLong("ms"), row.getBoolean("has_ideal"));
                        sum.addFlags(row.getInteger("flags"));
                    }
                })
                .replaceWithVoid();
    }
}
