package io.oeesuite.analytics.store;

import java.util.List;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where the records of one Kafka topic go. */
interface RecordSink<T> {
    Topic topic();

    T parse(byte[] value) throws InvalidProtocolBufferException;

    /** Whatever must be there before the transaction: partitions, machine numbers. Idempotent. */
    Uni<Void> prepare(List<T> values);

    /** What {@link #prepare} remembers to be there may not be: the database has failed, been restored or lost its latest transactions. */
    void forget();

    /** Writes the values, in order, within the caller's transaction. Idempotent. */
    Uni<Void> write(SqlConnection connection, List<T> values);
}
