package io.oeesuite.analytics.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
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
import io.vertx.mutiny.sqlclient.Pool;
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
    private StoredLedger stored;

    @BeforeEach
    void look() {
        StoredLedger.awaitSchema(pool);
        stored = new StoredLedger(pool, machine);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 1_000})
    void batchesOfAnySizeLeadToTheLedgerOfTheContract(int batch) {
        List<LedgerChange> log = new ChangeLogs(batch, machine, START).changes(300);
        var expected = new LedgerModel();
        expected.apply(log);

        apply(log, batch);

        assertThat(stored.intervals()).isEqualTo(expected.intervals());
        assertThat(stored.counts()).isEqualTo(expected.counts());
        assertThat(stored.quarters()).isEqualTo(stored.slotsAddedUp());
    }

    @Test
    void theLogAppliedTwiceAndFromTheMiddleChangesNothing() {
        List<LedgerChange> log = new ChangeLogs(4711, machine, START).changes(200);
        apply(log, 40);
        var before = stored.intervals();
        var countsBefore = stored.counts();

        apply(log, 13);
        apply(log.subList(100, 200), 200);

        assertThat(stored.intervals()).isEqualTo(before);
        assertThat(stored.counts()).isEqualTo(countsBefore);
        assertThat(stored.quarters()).isEqualTo(stored.slotsAddedUp());
    }

    @Test
    void monthsAndMachinesThatTheDatabaseHasLostAreMadeAgain() {
        List<LedgerChange> log = new ChangeLogs(11, machine, START).changes(100);
        var expected = new LedgerModel();
        expected.apply(log);
        apply(log, 100);
        StoredLedger.await(
                pool.query("DROP TABLE count_slot_2025_12, count_slot_2026_01").execute());
        StoredLedger.await(
                pool.preparedQuery("DELETE FROM machine WHERE equipment = $1").execute(Tuple.of(machine)));

        sink.forget();
        apply(log, 100);

        assertThat(stored.intervals()).isEqualTo(expected.intervals());
        assertThat(stored.counts()).isEqualTo(expected.counts());
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

        assertThat(stored.intervals()).extracting(LedgerInterval::getReason).containsExactly("a\uFFFDb");
    }

    @Test
    void productsThatDifferOnlyInThatAreCountedTogether() {
        long slot = START / 10_000 * 10_000;
        apply(
                List.of(LedgerChange.newBuilder()
                        .setEquipment(machine)
                        .setCountsFromMs(slot)
                        .setCountsToMs(slot + 10_000)
                        .addCounts(CountSlot.newBuilder()
                                .setFromMs(slot)
                                .setProduct("a\0")
                                .setTotal(2))
                        .addCounts(CountSlot.newBuilder()
                                .setFromMs(slot)
                                .setProduct("a\uFFFD")
                                .setTotal(3)
                                .setReject(1))
                        .build()),
                1);

        assertThat(stored.counts()).singleElement().satisfies(count -> {
            assertThat(count.getTotal()).isEqualTo(5);
            assertThat(count.getReject()).isEqualTo(1);
        });
    }

    private void apply(List<LedgerChange> log, int batch) {
        for (int from = 0; from < log.size(); from += batch) {
            List<LedgerChange> part = log.subList(from, Math.min(log.size(), from + batch));
            StoredLedger.await(
                    sink.prepare(part).chain(() -> pool.withTransaction(connection -> sink.write(connection, part))));
        }
    }
}
