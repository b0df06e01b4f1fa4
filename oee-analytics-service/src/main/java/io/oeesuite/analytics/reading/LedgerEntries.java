package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.engine.ledger.LedgerBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The intervals of machines in a range, by machine and time. */
@ApplicationScoped
public class LedgerEntries {
    private static final String ENTRIES = """
            SELECT * FROM (
                SELECT m.number, greatest(i.from_ms, $4) AS from_ms, least(coalesce(i.to_ms, m.end_ms), m.end_ms) AS to_ms,
                    CASE WHEN i.bucket = 6 AND i.stop_from_ms = m.outgrown_ms THEN 5 ELSE i.bucket END AS bucket,
                    i.to_ms IS NULL AND m.end_ms >= $6 AS open, i.state, i.mode, i.reason, i.product, i.order_id, i.online, i.has_ideal, i.flags
                FROM unnest($1::int[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS m (id, end_ms, outgrown_ms, number)
                CROSS JOIN LATERAL (
                    (SELECT * FROM ledger_interval b
                     WHERE b.machine_id = m.id AND b.from_ms < $4 ORDER BY b.from_ms DESC LIMIT 1)
                    UNION ALL
                    (SELECT * FROM ledger_interval b WHERE b.machine_id = m.id AND b.from_ms >= $4 AND b.from_ms < $5)) AS i) AS e
            WHERE e.to_ms > e.from_ms AND e.bucket = ANY ($7)
            ORDER BY e.number, e.from_ms
            LIMIT $8
            """;

    /** @param most at most so many entries are given */
    public Uni<List<LedgerEntry>> in(
            SqlClient client,
            List<KnownMachine> machines,
            Period range,
            Collection<LedgerBucket> buckets,
            long nowMs,
            int most) {
        Tuple parameters = MachineArrays.of(machines, range.toMs(), nowMs)
                .addLong(range.fromMs())
                .addLong(range.toMs())
                .addLong(Math.min(range.toMs(), nowMs))
                .addArrayOfInteger(buckets.stream().map(Buckets::number).toArray(Integer[]::new))
                .addInteger(most);
        return client.preparedQuery(ENTRIES).execute(parameters).map(rows -> {
            List<LedgerEntry> entries = new ArrayList<>(rows.size());
            rows.forEach(row -> entries.add(entry(row, machines)));
            return entries;
        });
    }

    private static LedgerEntry entry(Row row, List<KnownMachine> machines) {
        Integer state = row.getInteger("state");
        Integer mode = row.getInteger("mode");
        return new LedgerEntry(
                machines.get(row.getInteger("number") - 1).equipment(),
                row.getLong("from_ms"),
                row.getLong("to_ms"),
                Buckets.of(row.getInteger("bucket")),
                state == null ? OptionalInt.empty() : OptionalInt.of(state),
                mode == null ? OptionalInt.empty() : OptionalInt.of(mode),
                row.getString("reason"),
                row.getString("product"),
                row.getString("order_id"),
                row.getBoolean("online"),
                row.getBoolean("has_ideal"),
                row.getInteger("flags"),
                row.getBoolean("open"));
    }
}
