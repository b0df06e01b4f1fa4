package io.oeesuite.analytics.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The monthly partitions of the tables that grow with time: made when a month is first met, in a transaction of their own. */
@ApplicationScoped
class MonthPartitions {
    /** Outside of these the schema has two partitions for everything, so that a wrong clock cannot make thousands. */
    private static final long FIRST_MS = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();

    private static final long END_MS = Instant.parse("2050-01-01T00:00:00Z").toEpochMilli();

    private final Pool pool;
    private final Set<TableMonth> present = ConcurrentHashMap.newKeySet();

    MonthPartitions(Pool pool) {
        this.pool = pool;
    }

    /** Makes the partitions of a table that hold these instants, where they are missing. */
    Uni<Void> ensure(String table, Iterable<Long> instantsMs) {
        Set<Long> missing = new TreeSet<>();
        for (long ms : instantsMs) {
            if (ms >= FIRST_MS && ms < END_MS && !present.contains(new TableMonth(table, monthStart(ms)))) {
                missing.add(monthStart(ms));
            }
        }
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(month -> add(new TableMonth(table, month)))
                .toUni()
                .replaceWithVoid();
    }

    /** The database may have lost some. */
    void forget() {
        present.clear();
    }

    private Uni<Void> add(TableMonth month) {
        return pool.preparedQuery("SELECT add_month($1, $2)")
                .execute(Tuple.of(month.table(), month.startMs()))
                .invoke(() -> present.add(month))
                .replaceWithVoid();
    }

    private static long monthStart(long ms) {
        return Instant.ofEpochMilli(ms)
                .atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant()
                .toEpochMilli();
    }

    private record TableMonth(String table, long startMs) {}
}
