package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerInterval;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What the database holds of one machine. */
final class StoredLedger {
    private final Pool pool;
    private final String machine;

    StoredLedger(Pool pool, String machine) {
        this.pool = pool;
        this.machine = machine;
    }

    /** Returns when the service has made its tables. */
    static void awaitSchema(Pool pool) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> await(pool.query("SELECT count(*) FROM oee_result").execute())
                                .size()
                        == 1);
    }

    static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }

    List<LedgerInterval> intervals() {
        List<LedgerInterval> intervals = new ArrayList<>();
        for (Row row : query(
                "SELECT i.* FROM ledger_interval i JOIN machine m ON m.id = i.machine_id WHERE m.equipment = $1 ORDER BY from_ms")) {
            var interval = LedgerInterval.newBuilder()
                    .setFromMs(row.getLong("from_ms"))
                    .setBucketValue(row.getInteger("bucket"))
                    .setReason(row.getString("reason"));
            if (row.getLong("to_ms") != null) {
                interval.setToMs(row.getLong("to_ms"));
            }
            intervals.add(interval.build());
        }
        return intervals;
    }

    List<CountSlot> counts() {
        List<CountSlot> counts = new ArrayList<>();
        for (Row row : query(
                "SELECT c.* FROM count_slot c JOIN machine m ON m.id = c.machine_id WHERE m.equipment = $1 ORDER BY from_ms, product, order_id")) {
            counts.add(CountSlot.newBuilder()
                    .setFromMs(row.getLong("from_ms"))
                    .setProduct(row.getString("product"))
                    .setOrder(row.getString("order_id"))
                    .setTotal(row.getLong("total"))
                    .setReject(row.getLong("reject"))
                    .setHasIdeal(row.getBoolean("has_ideal"))
                    .setIdealTotalMs(row.getDouble("ideal_total_ms"))
                    .setIdealGoodMs(row.getDouble("ideal_good_ms"))
                    .build());
        }
        return counts;
    }

    List<String> quarters() {
        return rows("SELECT q.from_ms, q.total, q.reject, q.unrated, q.ideal_good_ms FROM count_quarter q"
                + " JOIN machine m ON m.id = q.machine_id WHERE m.equipment = $1 ORDER BY 1");
    }

    List<String> slotsAddedUp() {
        return rows(
                "SELECT c.from_ms / 900000 * 900000, sum(total)::bigint, sum(reject)::bigint,"
                        + " coalesce(sum(greatest(total, reject)) FILTER (WHERE NOT has_ideal), 0)::bigint, sum(ideal_good_ms)"
                        + " FROM count_slot c JOIN machine m ON m.id = c.machine_id WHERE m.equipment = $1 GROUP BY 1 ORDER BY 1");
    }

    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        query(sql).forEach(row -> rows.add(row.deepToString()));
        return rows;
    }

    private RowSet<Row> query(String sql) {
        return await(pool.preparedQuery(sql).execute(Tuple.of(machine)));
    }
}
