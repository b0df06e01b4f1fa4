package io.oeesuite.analytics.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.store.FlagBits;
import io.oeesuite.analytics.store.LedgerSlice;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerInterval;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The newest part of the ledger of machines, as it is. */
@ApplicationScoped
public class RecentLedger {
    private static final String INTERVALS = """
            SELECT i.* FROM unnest($1::int[]) AS m (id)
            CROSS JOIN LATERAL (
                (SELECT * FROM ledger_interval b WHERE b.machine_id = m.id AND b.from_ms < $2 ORDER BY b.from_ms DESC LIMIT 1)
                UNION ALL
                (SELECT * FROM ledger_interval b WHERE b.machine_id = m.id AND b.from_ms >= $2)) AS i
            """;
    private static final String COUNTS = "SELECT * FROM count_slot WHERE machine_id = ANY ($1) AND from_ms >= $2";

    /** Intervals that reach beyond the instant and counts of the slots from it on, by the machine's number. */
    public Uni<Map<Integer, LedgerSlice>> of(SqlClient client, List<KnownMachine> machines, long fromMs) {
        Map<Integer, LedgerSlice> slices = new HashMap<>();
        machines.forEach(machine -> slices.put(machine.id(), new LedgerSlice()));
        return client.preparedQuery(INTERVALS)
                .execute(parameters(machines, fromMs))
                .invoke(rows -> rows.forEach(row -> addInterval(slices, row)))
                .chain(() -> client.preparedQuery(COUNTS).execute(parameters(machines, fromMs)))
                .invoke(rows -> rows.forEach(row -> addSlot(slices, row)))
                .replaceWith(slices);
    }

    private static Tuple parameters(List<KnownMachine> machines, long fromMs) {
        return Tuple.tuple()
                .addArrayOfInteger(machines.stream().map(KnownMachine::id).toArray(Integer[]::new))
                .addLong(fromMs);
    }

    private static void addInterval(Map<Integer, LedgerSlice> slices, Row row) {
        var interval = LedgerInterval.newBuilder()
                .setFromMs(row.getLong("from_ms"))
                .setBucketValue(row.getInteger("bucket"))
                .setStopFromMs(row.getLong("stop_from_ms"))
                .setOutgrowsAtMs(row.getLong("outgrows_at_ms"))
                .setHasIdeal(row.getBoolean("has_ideal"))
                .addAllFlags(FlagBits.flags(row.getInteger("flags")));
        Long to = row.getLong("to_ms");
        if (to != null) {
            interval.setToMs(to);
        }
        slices.get(row.getInteger("machine_id")).add(interval.build());
    }

    private static void addSlot(Map<Integer, LedgerSlice> slices, Row row) {
        slices.get(row.getInteger("machine_id"))
                .add(CountSlot.newBuilder()
                        .setFromMs(row.getLong("from_ms"))
                        .setProduct(row.getString("product"))
                        .setOrder(row.getString("order_id"))
                        .setTotal(row.getLong("total"))
                        .setReject(row.getLong("reject"))
                        .setHasIdeal(row.getBoolean("has_ideal"))
                        .setIdealTotalMs(row.getDouble("ideal_total_ms"))
                        .setIdealGoodMs(row.getDouble("ideal_good_ms"))
                        .setIdealStartupMs(row.getDouble("ideal_startup_ms"))
                        .addAllFlags(FlagBits.flags(row.getInteger("flags")))
                        .build());
    }
}
