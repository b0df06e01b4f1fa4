package io.oeesuite.analytics.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

/**
 * Applies a batch of records and remembers how far, in one transaction: either both or neither.
 *
 * <p>A database that has been restored, or has lost its latest transactions in a fail-over, remembers less than it once said. A batch is then refused with
 * {@link DatabaseWentBackException}, as what lies between is missing; whoever feeds it goes back to {@link #applied}.
 */
final class BatchApplier<T> {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    /**
     * SQLSTATE classes with which PostgreSQL refuses what it is given rather than saying that it cannot work: one row changed twice, data exceptions,
     * integrity, limits such as the size of an index entry. A missing partition is in class 23 too: that one comes back with {@link RecordSink#prepare}.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "54");

    private final RecordSink<T> sink;
    private final Pool pool;
    private final AppliedOffsets offsets;
    private final Runnable onUnreadable;
    /** Partition to what the database has said to have applied. */
    private final Map<Integer, Long> known = new ConcurrentHashMap<>();

    /** @param onUnreadable told of every record that is skipped because it can never be stored */
    BatchApplier(RecordSink<T> sink, Pool pool, AppliedOffsets offsets, Runnable onUnreadable) {
        this.sink = sink;
        this.pool = pool;
        this.offsets = offsets;
        this.onUnreadable = onUnreadable;
    }

    /** Partition to the next offset to apply, for every partition of which anything has been applied. */
    Uni<Map<Integer, Long>> applied() {
        return offsets.load(pool).invoke(applied -> {
            known.clear();
            known.putAll(applied);
        });
    }

    /** @param batch ascending by offset within each partition; what has been applied already is skipped */
    Uni<Void> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        return applyAll(batch.stream().map(this::parse).toList()).onFailure().invoke(sink::forget);
    }

    private Uni<Void> applyAll(List<Parsed<T>> batch) {
        return write(batch).onFailure(BatchApplier::isRefusedValue).recoverWithUni(() -> applyInParts(batch));
    }

    /** One bad value must not hold up the rest: halves the batch until the record that carries it stands alone, and skips that one. */
    private Uni<Void> applyInParts(List<Parsed<T>> batch) {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            return applyAll(batch.subList(0, half)).chain(() -> applyAll(batch.subList(half, batch.size())));
        }
        // once more with nothing remembered: the fault may be that something is no longer there
        sink.forget();
        return write(batch)
                .onFailure(BatchApplier::isRefusedValue)
                .recoverWithUni(again -> skip(batch.getFirst(), again));
    }

    private Uni<Void> skip(Parsed<T> refused, Throwable why) {
        skip(refused.partition(), refused.offset(), why);
        return write(List.of(new Parsed<>(refused.partition(), refused.offset(), Optional.empty())));
    }

    private Uni<Void> write(List<Parsed<T>> batch) {
        return sink.prepare(values(batch, Map.of()))
                .chain(() -> pool.withTransaction(connection -> write(connection, batch)))
                .invoke(next -> next.forEach((partition, offset) -> known.merge(partition, offset, Math::max)))
                .replaceWithVoid();
    }

    private Uni<Map<Integer, Long>> write(SqlConnection connection, List<Parsed<T>> batch) {
        Map<Integer, Long> next = new HashMap<>();
        batch.forEach(one -> next.merge(one.partition(), one.offset() + 1, Math::max));
        return offsets.lock(connection, List.copyOf(next.keySet())).chain(applied -> {
            mustNotHaveGoneBack(applied);
            applied.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
            return sink.write(connection, values(batch, applied))
                    .chain(() -> offsets.save(connection, next))
                    .replaceWith(next);
        });
    }

    private void mustNotHaveGoneBack(Map<Integer, Long> applied) {
        applied.forEach((partition, offset) -> {
            long once = known.getOrDefault(partition, 0L);
            if (offset < once) {
                throw new DatabaseWentBackException(offsets.topic(), partition, once, offset);
            }
        });
    }

    private Parsed<T> parse(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        int partition = kafkaRecord.partition();
        long offset = kafkaRecord.offset();
        if (kafkaRecord.value() == null) {
            return new Parsed<>(partition, offset, Optional.empty());
        }
        try {
            return new Parsed<>(partition, offset, Optional.of(sink.parse(kafkaRecord.value())));
        } catch (InvalidProtocolBufferException malformed) {
            skip(partition, offset, malformed);
            return new Parsed<>(partition, offset, Optional.empty());
        }
    }

    private void skip(int partition, long offset, Throwable why) {
        onUnreadable.run();
        LOG.errorf(
                "Skipped a record that can never be stored: %s topic=%s partition=%d offset=%d",
                why.getMessage(), offsets.topic(), partition, offset);
    }

    private static <T> List<T> values(List<Parsed<T>> batch, Map<Integer, Long> applied) {
        return batch.stream()
                .filter(one -> one.offset() >= applied.getOrDefault(one.partition(), 0L))
                .flatMap(one -> one.value().stream())
                .toList();
    }

    private static boolean isRefusedValue(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getSqlState() != null
                && REFUSALS.contains(refused.getSqlState().substring(0, 2));
    }

    /** A record; empty when there is nothing in it to be stored. */
    private record Parsed<T>(int partition, long offset, Optional<T> value) {}
}
