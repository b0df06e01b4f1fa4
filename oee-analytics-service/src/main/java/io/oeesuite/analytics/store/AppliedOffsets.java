package io.oeesuite.analytics.store;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * How far the partitions of one topic have been applied, kept in PostgreSQL beside what they led to. It is the truth about the progress;
 * the offsets committed to Kafka only show it to its tools.
 *
 * <p>The row lock that {@link #lock} takes is also the fence: a consumer that has lost its partition, and writes late, finds its records
 * applied already and skips them.
 *
 * @param topicId Kafka's id of the topic, which changes when a topic is made anew
 */
record AppliedOffsets(String topicId, String topic) {
    private static final String ENSURE = """
            INSERT INTO applied_offset (topic_id, topic, partition, next_offset)
            SELECT $1, $2, partition, 0 FROM unnest($3::int[]) AS p (partition) ORDER BY partition
            ON CONFLICT (topic_id, partition) DO NOTHING
            """;
    private static final String LOCK = """
            SELECT partition, next_offset FROM applied_offset WHERE topic_id = $1 AND partition = ANY ($2) ORDER BY partition
            FOR UPDATE
            """;
    private static final String SAVE = """
            UPDATE applied_offset a SET next_offset = n.next_offset
            FROM unnest($2::int[], $3::bigint[]) AS n (partition, next_offset)
            WHERE a.topic_id = $1 AND a.partition = n.partition
            """;
    private static final String LOAD = "SELECT partition, next_offset FROM applied_offset WHERE topic_id = $1";

    /** Partition to the next offset to apply, for every partition of which anything has been applied. */
    Uni<Map<Integer, Long>> load(SqlClient client) {
        return client.preparedQuery(LOAD).execute(Tuple.of(topicId)).map(AppliedOffsets::byPartition);
    }

    /** As {@link #load}, for these partitions, which nobody else can write to until the transaction ends. */
    Uni<Map<Integer, Long>> lock(SqlConnection connection, Iterable<Integer> partitions) {
        Column<Integer> column = Column.ints();
        partitions.forEach(column::add);
        Tuple ensure = Tuple.of(topicId, topic);
        ensure.addValue(column.toArray());
        Tuple lock = Tuple.of(topicId);
        lock.addValue(column.toArray());
        return connection
                .preparedQuery(ENSURE)
                .execute(ensure)
                .chain(() -> connection.preparedQuery(LOCK).execute(lock))
                .map(AppliedOffsets::byPartition);
    }

    Uni<Void> save(SqlConnection connection, Map<Integer, Long> nextOffsets) {
        Column<Integer> partitions = Column.ints();
        Column<Long> offsets = Column.longs();
        nextOffsets.forEach((partition, offset) -> {
            partitions.add(partition);
            offsets.add(offset);
        });
        Tuple save = Tuple.of(topicId);
        save.addValue(partitions.toArray());
        save.addValue(offsets.toArray());
        return connection.preparedQuery(SAVE).execute(save).replaceWithVoid();
    }

    private static Map<Integer, Long> byPartition(Iterable<Row> rows) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Row row : rows) {
            offsets.put(row.getInteger("partition"), row.getLong("next_offset"));
        }
        return offsets;
    }
}
