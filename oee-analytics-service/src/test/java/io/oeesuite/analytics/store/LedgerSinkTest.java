package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LedgerSinkTest {
    /** Over the end of a month, so that two partitions take part. */
    private static final long START = 1_767_225_550_000L;

    private static final AtomicInteger MACHINES = new AtomicInteger();

    @Inject
    LedgerSink sink;

    @Inject
    Pool pool;

    private final String machine = "STORE/sink/" + MACHINES.incrementAndGet();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 1_000})
    void batchesOfAnySizeLeadToTheLedgerOfTheContract(int batch) {
        List<LedgerChange> log = new ChangeLogs(batch, machine, START).changes(300);
        var expected = new LedgerModel();
        expected.apply(log);

        apply(log, batch);

        assertThat(intervals()).isEqualTo(expected.intervals());
        assertThat(counts()).isEqualTo(expected.counts());
        assertThat(quarters()).isEqualTo(slotsAddedUp());
    }

    @Test
    void theLogAppliedTwiceAndFromTheMiddleChangesNothing() {
        List<LedgerChange> log = new ChangeLogs(4711, machine, START).changes(200);
        apply(log, 40);
        var before = intervals();
        var countsBefore = counts();

        apply(log, 13);
        apply(log.subList(100, 200), 200);

        assertThat(intervals()).isEqualTo(before);
        assertThat(counts()).isEqualTo(countsBefore);
        assertThat(quarters()).isEqualTo(slotsAddedUp());
    }

    @Test
    void textThatPostgresCannotHoldIsStoredWithoutIt() {
        apply(
                List.of(LedgerChange.newBuilder()
                        .setEquipment(machine)
                        .setFromMs(START)
                        .addIntervals(LedgerInterval.newBuilder()
                                .setFromMs(START)
                                .setBucket(LedgerBucket.LEDGER_BUCKET_RUN)
                                .setReason("a\0b"))
                        .build()),
                1);

        assertThat(intervals()).extracting(LedgerInterval::getReason).containsExactly("a\uFFFDb");
    }

    private void apply(List<LedgerChange> log, int batch) {
        for (int from = 0; from < log.size(); from += batch) {
            List<LedgerChange> part = log.subList(from, Math.min(log.size(), from + batch));
            await(sink.prepare(part).chain(() -> pool.withTransaction(connection -> sink.write(connection, part))));
        }
    }

    private List<LedgerInterval> intervals() {
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

    private List<CountSlot> counts() {
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

    private List<String> quarters() {
        return rows("SELECT q.from_ms, q.total, q.reject, q.unrated, q.ideal_good_ms FROM count_quarter q"
                + " JOIN machine m ON m.id = q.machine_id WHERE m.equipment = $1 ORDER BY 1");
    }

    private List<String> slotsAddedUp() {
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

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }
}
