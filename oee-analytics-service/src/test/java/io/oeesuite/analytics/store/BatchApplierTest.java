package io.oeesuite.analytics.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class BatchApplierTest {
    private static final long START = 1_767_225_550_000L;

    @Inject
    LedgerSink ledger;

    @Inject
    Pool pool;

    private final String machine = "STORE/applier/" + UUID.randomUUID();
    private final AppliedOffsets offsets = new AppliedOffsets(UUID.randomUUID().toString(), "a-topic");
    private final AtomicInteger unreadable = new AtomicInteger();

    @BeforeEach
    void awaitSchema() {
        StoredLedger.awaitSchema(pool);
    }

    @Test
    void aConsumerThatHasLostItsPartitionAndWritesLateChangesNothing() {
        List<LedgerChange> log = new ChangeLogs(42, machine, START).changes(100);
        var expected = new LedgerModel();
        expected.apply(log);
        var applier = new BatchApplier<>(ledger, pool, offsets, unreadable::incrementAndGet);
        List<ConsumerRecord<byte[], byte[]>> batch = batch(log);
        StoredLedger.await(applier.apply(batch));

        StoredLedger.await(applier.apply(batch.subList(10, 40)));

        assertThat(new StoredLedger(pool, machine).intervals()).isEqualTo(expected.intervals());
        assertThat(new StoredLedger(pool, machine).counts()).isEqualTo(expected.counts());
        assertThat(StoredLedger.await(offsets.load(pool))).containsEntry(3, 100L);
    }

    @Test
    void aRecordThatCanNeverBeStoredHoldsUpNoOther() {
        var sink = new Numbers(zeroFails("22012"));
        var applier = new BatchApplier<>(sink, pool, offsets, unreadable::incrementAndGet);
        List<ConsumerRecord<byte[], byte[]>> batch = numbers(5, 4, 0, 3, 2, 0, 1);
        batch.add(at(7, new byte[] {}));

        StoredLedger.await(applier.apply(batch));

        assertThat(sink.written).containsExactly(5, 4, 3, 2, 1);
        assertThat(unreadable).hasValue(3);
        assertThat(StoredLedger.await(offsets.load(pool))).containsEntry(3, 8L);
    }

    @Test
    void aDatabaseThatHasLostTransactionsIsGivenThemAgain() {
        List<LedgerChange> log = new ChangeLogs(7, machine, START).changes(90);
        var expected = new LedgerModel();
        expected.apply(log);
        var applier = new BatchApplier<>(ledger, pool, offsets, unreadable::incrementAndGet);
        List<ConsumerRecord<byte[], byte[]>> batch = batch(log);
        StoredLedger.await(applier.apply(batch.subList(0, 30)));
        StoredLedger.await(applier.apply(batch.subList(30, 60)));
        loseEverythingAfter(30);

        assertThatThrownBy(() -> StoredLedger.await(applier.apply(batch.subList(60, 90))))
                .isInstanceOf(DatabaseWentBackException.class)
                .hasMessageContaining("up to offset 60 and now says 30");
        assertThat(StoredLedger.await(applier.applied())).containsEntry(3, 30L);
        StoredLedger.await(applier.apply(batch.subList(30, 90)));

        assertThat(new StoredLedger(pool, machine).intervals()).isEqualTo(expected.intervals());
        assertThat(new StoredLedger(pool, machine).counts()).isEqualTo(expected.counts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22003", "23502", "54000"})
    void whatPostgresRefusesHoldsUpNoOther(String sqlState) {
        var sink = new Numbers(zeroFails(sqlState));
        var applier = new BatchApplier<>(sink, pool, offsets, unreadable::incrementAndGet);

        StoredLedger.await(applier.apply(numbers(5, 0, 3)));

        assertThat(sink.written).containsExactly(5, 3);
        assertThat(unreadable).hasValue(1);
        assertThat(StoredLedger.await(offsets.load(pool))).containsEntry(3, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "53100", "57014", "58030", "XX000"})
    void nothingIsSkippedWhilePostgresCannotWork(String sqlState) {
        var sink = new Numbers(zeroFails(sqlState));
        var applier = new BatchApplier<>(sink, pool, offsets, unreadable::incrementAndGet);

        assertThatThrownBy(() -> StoredLedger.await(applier.apply(numbers(5, 0, 3))))
                .hasMessageContaining("not now");

        assertThat(unreadable).hasValue(0);
        assertThat(StoredLedger.await(offsets.load(pool))).isEmpty();
    }

    @Test
    void aTextThatNoIndexTakesHoldsUpNoOther() {
        var applier = new BatchApplier<>(ledger, pool, offsets, unreadable::incrementAndGet);
        var incompressible = new Random(1)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        StoredLedger.await(applier.apply(batch(List.of(
                counted(START, "p1", 5),
                counted(START + 10_000, incompressible, 6),
                counted(START + 20_000, "p1", 7)))));

        assertThat(unreadable).hasValue(1);
        assertThat(new StoredLedger(pool, machine).counts())
                .extracting(CountSlot::getTotal)
                .containsExactly(5L, 7L);
    }

    @Test
    void aMonthThatTheDatabaseHasLostIsMadeAgainAndNothingSkipped() {
        long lost = Instant.parse("2031-07-15T00:00:00Z").toEpochMilli();
        var applier = new BatchApplier<>(ledger, pool, offsets, unreadable::incrementAndGet);
        List<ConsumerRecord<byte[], byte[]>> batch =
                batch(List.of(counted(lost, "", 1), counted(lost + 10_000, "", 2), counted(lost + 20_000, "", 3)));
        StoredLedger.await(applier.apply(batch.subList(0, 1)));
        StoredLedger.await(pool.query("DROP TABLE count_slot_2031_07").execute());

        StoredLedger.await(applier.apply(batch.subList(1, 3)));

        assertThat(unreadable).hasValue(0);
        assertThat(new StoredLedger(pool, machine).counts())
                .extracting(CountSlot::getTotal)
                .containsExactly(2L, 3L);
    }

    private LedgerChange counted(long slotMs, String product, long total) {
        return LedgerChange.newBuilder()
                .setEquipment(machine)
                .setCountsFromMs(slotMs)
                .setCountsToMs(slotMs + 10_000)
                .addCounts(CountSlot.newBuilder()
                        .setFromMs(slotMs)
                        .setProduct(product)
                        .setTotal(total))
                .build();
    }

    /** As after a fail-over to a replica that had not heard of the latest. */
    private void loseEverythingAfter(long offset) {
        StoredLedger.await(pool.preparedQuery("UPDATE applied_offset SET next_offset = $1 WHERE topic_id = $2")
                .execute(Tuple.of(offset, offsets.topicId())));
    }

    private static List<ConsumerRecord<byte[], byte[]>> batch(List<LedgerChange> log) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        log.forEach(change -> batch.add(at(batch.size(), change.toByteArray())));
        return batch;
    }

    private static List<ConsumerRecord<byte[], byte[]>> numbers(int... numbers) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int number : numbers) {
            batch.add(at(batch.size(), new byte[] {(byte) number}));
        }
        return batch;
    }

    private static String zeroFails(String sqlState) {
        return "DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '" + sqlState + "'; END $$";
    }

    private static ConsumerRecord<byte[], byte[]> at(long offset, byte[] value) {
        return new ConsumerRecord<>("a-topic", 3, offset, new byte[0], value);
    }

    /**
     * Stores numbers; an empty record is none.
     *
     * @param zero what PostgreSQL is told for a 0
     */
    private record Numbers(String zero, List<Integer> written) implements RecordSink<Integer> {
        Numbers(String zero) {
            this(zero, new ArrayList<>());
        }

        @Override
        public Topic topic() {
            return Topic.LEDGER;
        }

        @Override
        public Integer parse(byte[] value) throws InvalidProtocolBufferException {
            if (value.length == 0) {
                throw new InvalidProtocolBufferException("no number");
            }
            return (int) value[0];
        }

        @Override
        public Uni<Void> prepare(List<Integer> values) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void forget() {}

        @Override
        public Uni<Void> write(SqlConnection connection, List<Integer> values) {
            return connection
                    .query(values.contains(0) ? zero : "SELECT 1")
                    .execute()
                    .invoke(() -> written.addAll(values))
                    .replaceWithVoid();
        }
    }
}
