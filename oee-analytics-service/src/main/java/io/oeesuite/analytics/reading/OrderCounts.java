package io.oeesuite.analytics.reading;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Quantities by order: a slot in which the order changes has a row for each, so they are exact. Where an order is left and taken up
 * again within one slot, the slot belongs to the later run.
 */
@ApplicationScoped
public class OrderCounts {
    private static final String COUNTS = """
            SELECT r.number, bit_or(c.flags) AS flags, sum(c.total)::bigint AS total, sum(c.reject)::bigint AS reject,
                coalesce(sum(greatest(c.total, c.reject)) FILTER (WHERE NOT c.has_ideal), 0)::bigint AS unrated,
                bool_or(c.has_ideal) AS has_ideal, sum(c.ideal_total_ms) AS ideal_total_ms, sum(c.ideal_good_ms) AS ideal_good_ms,
                sum(c.ideal_startup_ms) AS ideal_startup_ms
            FROM (
                SELECT *, least(to_ms - 1, $5::bigint - 10000, lead(from_ms) OVER (PARTITION BY machine_id, order_id ORDER BY from_ms) - 10000) AS last_ms
                FROM unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS u (machine_id, order_id, from_ms, to_ms, number)) AS r
            JOIN count_slot c ON c.machine_id = r.machine_id AND c.from_ms > r.from_ms - 10000 AND c.from_ms <= r.last_ms
                AND c.order_id = r.order_id
            GROUP BY r.number
            """;

    /**
     * @param runs what lies of them in the range
     * @param range counts are those of the slots that end in (from, to]
     */
    public Uni<Void> addTo(SqlClient client, List<OrderRun> runs, Period range) {
        if (runs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(runs.stream().map(run -> run.machine().id()).toArray(Integer[]::new))
                .addArrayOfString(runs.stream().map(OrderRun::order).toArray(String[]::new))
                .addArrayOfLong(runs.stream().map(run -> run.period().fromMs()).toArray(Long[]::new))
                .addArrayOfLong(runs.stream().map(run -> run.period().toMs()).toArray(Long[]::new))
                .addLong(range.toMs());
        return client.preparedQuery(COUNTS)
                .execute(parameters)
                .invoke(rows -> {
                    for (Row row : rows) {
                        runs.get(row.getInteger("number") - 1)
                                .addCounts(CountSums.counts(row), row.getInteger("flags"));
                    }
                })
                .replaceWithVoid();
    }
}
