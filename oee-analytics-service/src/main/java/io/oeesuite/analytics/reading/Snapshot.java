package io.oeesuite.analytics.reading;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** One moment of the database: all that is read within belongs together, however much is written meanwhile. */
@ApplicationScoped
public class Snapshot {
    private final Pool pool;

    Snapshot(Pool pool) {
        this.pool = pool;
    }

    public <T> Uni<T> read(Function<SqlConnection, Uni<T>> reading) {
        return pool.withTransaction(connection -> connection
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .execute()
                .chain(() -> reading.apply(connection)));
    }
}
