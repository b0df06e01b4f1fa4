package io.oeesuite.analytics.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.oeesuite.contracts.CountSlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Writes the counts of many machines: upserts the slots, removes those that are gone, adds up the quarters of an hour they lie in. */
final class CountWriter {
    private static final long QUARTER_MS = 900_000;

    private static final String REMOVE = """
            DELETE FROM count_slot c
            USING unnest($1::int[], $2::bigint[], $3::bigint[]) AS r (machine_id, from_ms, to_ms)
            WHERE c.machine_id = r.machine_id AND c.from_ms >= r.from_ms AND c.from_ms < r.to_ms
              AND c.xmin <> pg_current_xact_id()::xid
            """;
    private static final String UPSERT = """
            INSERT INTO count_slot (machine_id, from_ms, product, order_id, total, reject, has_ideal, ideal_total_ms, ideal_good_ms,
                ideal_startup_ms, flags)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::boolean[],
                $8::float8[], $9::float8[], $10::float8[], $11::int[])
            ON CONFLICT (machine_id, from_ms, product, order_id) DO UPDATE SET
                total = excluded.total, reject = excluded.reject, has_ideal = excluded.has_ideal,
                ideal_total_ms = excluded.ideal_total_ms, ideal_good_ms = excluded.ideal_good_ms,
                ideal_startup_ms = excluded.ideal_startup_ms, flags = excluded.flags
            """;
    private static final String ADD_UP = """
            WITH touched AS (
                SELECT k.machine_id, k.from_ms FROM unnest($1::int[], $2::bigint[]) AS k (machine_id, from_ms)
                UNION
                SELECT q.machine_id, q.from_ms FROM unnest($3::int[], $4::bigint[], $5::bigint[]) AS r (machine_id, from_ms, to_ms)
                JOIN count_quarter q ON q.machine_id = r.machine_id AND q.from_ms > r.from_ms - 900000 AND q.from_ms < r.to_ms),
            summed AS (
                SELECT t.machine_id, t.from_ms, coalesce(bit_or(c.flags), 0) AS flags, sum(c.total)::bigint AS total,
                    sum(c.reject)::bigint AS reject,
                    coalesce(sum(greatest(c.total, c.reject)) FILTER (WHERE NOT c.has_ideal), 0)::bigint AS unrated,
                    sum(c.ideal_total_ms) AS ideal_total_ms, sum(c.ideal_good_ms) AS ideal_good_ms,
                    sum(c.ideal_startup_ms) AS ideal_startup_ms, bool_or(c.has_ideal) AS has_ideal
                FROM touched t
                JOIN count_slot c ON c.machine_id = t.machine_id AND c.from_ms >= t.from_ms AND c.from_ms < t.from_ms + 900000
                GROUP BY t.machine_id, t.from_ms),
            emptied AS (
                DELETE FROM count_quarter q USING touched t
                WHERE q.machine_id = t.machine_id AND q.from_ms = t.from_ms
                  AND NOT EXISTS (SELECT 1 FROM summed s WHERE s.machine_id = t.machine_id AND s.from_ms = t.from_ms))
            INSERT INTO count_quarter (machine_id, from_ms, flags, total, reject, unrated, ideal_total_ms, ideal_good_ms,
                ideal_startup_ms, has_ideal)
            SELECT machine_id, from_ms, flags, total, reject, unrated, ideal_total_ms, ideal_good_ms, ideal_startup_ms, has_ideal
            FROM summed
            ON CONFLICT (machine_id, from_ms) DO UPDATE SET
                flags = excluded.flags, total = excluded.total, reject = excluded.reject, unrated = excluded.unrated,
                ideal_total_ms = excluded.ideal_total_ms, ideal_good_ms = excluded.ideal_good_ms,
                ideal_startup_ms = excluded.ideal_startup_ms, has_ideal = excluded.has_ideal
            """;

    private final Column<Integer> rangeMachine = Column.ints();
    private final Column<Long> rangeFrom = Column.longs();
    private final Column<Long> rangeTo = Column.longs();

    private final Column<Integer> machine = Column.ints();
    private final Column<Long> from = Column.longs();
    private final Column<String> product = Column.texts();
    private final Column<String> order = Column.texts();
    private final Column<Long> total = Column.longs();
    private final Column<Long> reject = Column.longs();
    private final Column<Boolean> hasIdeal = Column.booleans();
    private final Column<Double> idealTotal = Column.doubles();
    private final Column<Double> idealGood = Column.doubles();
    private final Column<Double> idealStartup = Column.doubles();
    private final Column<Integer> flags = Column.ints();

    private final Column<Integer> quarterMachine = Column.ints();
    private final Column<Long> quarterFrom = Column.longs();

    void add(int machineId, MachineChanges changes) {
        for (Map.Entry<Long, Long> range : changes.replacedCounts().entrySet()) {
            rangeMachine.add(machineId);
            rangeFrom.add(range.getKey());
            rangeTo.add(range.getValue());
        }
        var quarters = new TreeSet<Long>();
        changes.counts().values().forEach(slot -> quarters.add(quarterOf(slot.getFromMs())));
        for (long quarter : quarters) {
            quarterMachine.add(machineId);
            quarterFrom.add(quarter);
        }
        Map<SlotKey, CountSlot> storable = new TreeMap<>();
        for (CountSlot slot : changes.counts().values()) {
            CountSlot stored = storable(slot);
            storable.merge(SlotKey.of(stored), stored, CountWriter::together);
        }
        storable.values().forEach(slot -> add(machineId, slot));
    }

    Uni<Void> write(SqlConnection connection) {
        if (rangeMachine.size() == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(UPSERT)
                .execute(Column.parameters(
                        machine,
                        from,
                        product,
                        order,
                        total,
                        reject,
                        hasIdeal,
                        idealTotal,
                        idealGood,
                        idealStartup,
                        flags))
                .chain(() ->
                        connection.preparedQuery(REMOVE).execute(Column.parameters(rangeMachine, rangeFrom, rangeTo)))
                .chain(() -> connection
                        .preparedQuery(ADD_UP)
                        .execute(Column.parameters(quarterMachine, quarterFrom, rangeMachine, rangeFrom, rangeTo)))
                .replaceWithVoid();
    }

    private void add(int machineId, CountSlot slot) {
        machine.add(machineId);
        from.add(slot.getFromMs());
        product.add(slot.getProduct());
        order.add(slot.getOrder());
        total.add(slot.getTotal());
        reject.add(slot.getReject());
        hasIdeal.add(slot.getHasIdeal());
        idealTotal.add(slot.getIdealTotalMs());
        idealGood.add(slot.getIdealGoodMs());
        idealStartup.add(slot.getIdealStartupMs());
        flags.add(FlagBits.of(slot.getFlagsList()));
    }

    private static CountSlot storable(CountSlot slot) {
        String product = StorableText.of(slot.getProduct());
        String order = StorableText.of(slot.getOrder());
        return product.equals(slot.getProduct()) && order.equals(slot.getOrder())
                ? slot
                : slot.toBuilder().setProduct(product).setOrder(order).build();
    }

    /** Of products or orders that differ only in what cannot be stored. */
    private static CountSlot together(CountSlot one, CountSlot other) {
        return one.toBuilder()
                .setTotal(one.getTotal() + other.getTotal())
                .setReject(one.getReject() + other.getReject())
                .setHasIdeal(one.getHasIdeal() && other.getHasIdeal())
                .setIdealTotalMs(one.getIdealTotalMs() + other.getIdealTotalMs())
                .setIdealGoodMs(one.getIdealGoodMs() + other.getIdealGoodMs())
                .setIdealStartupMs(one.getIdealStartupMs() + other.getIdealStartupMs())
                .addAllFlags(other.getFlagsList())
                .build();
    }

    private static long quarterOf(long ms) {
        return Math.floorDiv(ms, QUARTER_MS) * QUARTER_MS;
    }
}
