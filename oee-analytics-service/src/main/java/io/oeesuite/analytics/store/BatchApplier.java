package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

/** Applies a batch of records and remembers how far, in one transaction: either both or neither. */
final class BatchApplier<T> {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    /** SQLSTATE class of values that PostgreSQL refuses whatever the state it is in. */
    private static final String DATA_EXCEPTION = "22";

    private final RecordSink<T> sink;
    private final Pool pool;
    private final AppliedOffsets offsets;
    private final Runnable onUnreadable;

    /** @param onUnreadable told of every record that is skipped because it can never be stored */
    BatchApplier(RecordSink<T> sink, Pool pool, AppliedOffsets offsets, Runnable onUnreadable) {
        this.sink = sink;
        this.pool = pool;
        this.offsets = offsets;
        this.onUnreadable = onUnreadable;
    }

    /** @param batch ascending by offset within each partition; what has been applied already is skipped */
    Uni<Void> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        return tryAll(batch)
                .onFailure(BatchApplier::isRefusedValue)
                .recoverWithUni(refusal -> applyInParts(batch, refusal));
    }

    private Uni<Void> tryAll(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Parsed<T>> parsed = parse(batch);
        Map<Integer, Long> next = nextOffsets(batch);
        return sink.prepare(values(parsed, Map.of()))
                .chain(() -> pool.withTransaction(connection -> write(connection, parsed, next)));
    }

    private Uni<Void> write(SqlConnection connection, List<Parsed<T>> parsed, Map<Integer, Long> next) {
        return offsets.lock(connection, next.keySet()).chain(applied -> {
            applied.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
            return sink.write(connection, values(parsed, applied)).chain(() -> offsets.save(connection, next));
        });
    }

    /** One bad value must not hold up the rest: halves the batch until the record that carries it stands alone, and skips that one. */
    private Uni<Void> applyInParts(List<ConsumerRecord<byte[], byte[]>> batch, Throwable refusal) {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            return apply(batch.subList(0, half)).chain(() -> apply(batch.subList(half, batch.size())));
        }
        skip(batch.getFirst(), refusal);
        Map<Integer, Long> next = nextOffsets(batch);
        return pool.withTransaction(connection -> write(connection, List.of(), next));
    }

    private List<Parsed<T>> parse(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Parsed<T>> parsed = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : batch) {
            if (kafkaRecord.value() == null) {
                continue;
            }
            try {
                parsed.add(
                        new Parsed<>(kafkaRecord.partition(), kafkaRecord.offset(), sink.parse(kafkaRecord.value())));
            } catch (InvalidProtocolBufferException malformed) {
                skip(kafkaRecord, malformed);
            }
        }
        return parsed;
    }

    private void skip(ConsumerRecord<byte[], byte[]> kafkaRecord, Throwable why) {
        onUnreadable.run();
        LOG.errorf(
                "Skipped a record that can never be stored: %s topic=%s partition=%d offset=%d",
                why.getMessage(), kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
    }

    private static <T> List<T> values(List<Parsed<T>> parsed, Map<Integer, Long> applied) {
        return parsed.stream()
                .filter(one -> one.offset() >= applied.getOrDefault(one.partition(), 0L))
                .map(Parsed::value)
                .toList();
    }

    private static Map<Integer, Long> nextOffsets(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<Integer, Long> next = new HashMap<>();
        batch.forEach(kafkaRecord -> next.merge(kafkaRecord.partition(), kafkaRecord.offset() + 1, Math::max));
        return next;
    }

    private static boolean isRefusedValue(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getSqlState() != null
                && refused.getSqlState().startsWith(DATA_EXCEPTION);
    }

    private record Parsed<T>(int partition, long offset, T value) {}
}
