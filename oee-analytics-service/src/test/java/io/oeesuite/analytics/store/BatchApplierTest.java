package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.analytics.RealServers;
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
        var sink = new Reciprocals();
        var applier = new BatchApplier<>(sink, pool, offsets, unreadable::incrementAndGet);
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int number : List.of(5, 4, 0, 3, 2, 0, 1)) {
            batch.add(at(batch.size(), new byte[] {(byte) number}));
        }
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

    private static ConsumerRecord<byte[], byte[]> at(long offset, byte[] value) {
        return new ConsumerRecord<>("a-topic", 3, offset, new byte[0], value);
    }

    /** Stores numbers that have a reciprocal: PostgreSQL refuses 0, and an empty record is no number. */
    private static final class Reciprocals implements RecordSink<Integer> {
        private final List<Integer> written = new ArrayList<>();

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
                    .preparedQuery("SELECT 1 / number FROM unnest($1::int[]) AS n (number)")
                    .execute(Tuple.tuple().addArrayOfInteger(values.toArray(Integer[]::new)))
                    .invoke(() -> written.addAll(values))
                    .replaceWithVoid();
        }
    }
}
