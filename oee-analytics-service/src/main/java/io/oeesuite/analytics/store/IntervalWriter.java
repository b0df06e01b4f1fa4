package io.oeesuite.analytics.store;

import java.util.Map;

import io.oeesuite.contracts.LedgerInterval;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Writes the intervals of many machines in three statements: remove, cut, insert. */
final class IntervalWriter {
    private static final String REMOVE = """
            DELETE FROM ledger_interval i
            USING unnest($1::int[], $2::bigint[], $3::bigint[]) AS r (machine_id, from_ms, to_ms)
            WHERE i.machine_id = r.machine_id AND i.from_ms >= r.from_ms AND i.from_ms < r.to_ms
            """;
    private static final String CUT = """
            UPDATE ledger_interval i SET to_ms = cut.at_ms
            FROM (
                SELECT r.machine_id, before.from_ms, min(r.from_ms) AS at_ms
                FROM unnest($1::int[], $2::bigint[]) AS r (machine_id, from_ms)
                CROSS JOIN LATERAL (
                    SELECT b.from_ms, b.to_ms FROM ledger_interval b
                    WHERE b.machine_id = r.machine_id AND b.from_ms < r.from_ms
                    ORDER BY b.from_ms DESC LIMIT 1) AS before
                WHERE before.to_ms IS NULL OR before.to_ms > r.from_ms
                GROUP BY r.machine_id, before.from_ms) AS cut
            WHERE i.machine_id = cut.machine_id AND i.from_ms = cut.from_ms
            """;
    private static final String INSERT = """
            INSERT INTO ledger_interval (machine_id, from_ms, to_ms, stop_from_ms, outgrows_at_ms, state, mode, bucket, online,
                has_ideal, reason, product, order_id, flags)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::int[], $7::int[],
                $8::smallint[], $9::boolean[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::int[])
            ON CONFLICT (machine_id, from_ms) DO UPDATE SET
                to_ms = excluded.to_ms, stop_from_ms = excluded.stop_from_ms, outgrows_at_ms = excluded.outgrows_at_ms,
                state = excluded.state, mode = excluded.mode, bucket = excluded.bucket, online = excluded.online,
                has_ideal = excluded.has_ideal, reason = excluded.reason, product = excluded.product,
                order_id = excluded.order_id, flags = excluded.flags
            """;

    private final Column<Integer> rangeMachine = Column.ints();
    private final Column<Long> rangeFrom = Column.longs();
    private final Column<Long> rangeTo = Column.longs();

    private final Column<Integer> machine = Column.ints();
    private final Column<Long> from = Column.longs();
    private final Column<Long> to = Column.longs();
    private final Column<Long> stopFrom = Column.longs();
    private final Column<Long> outgrowsAt = Column.longs();
    private final Column<Integer> state = Column.ints();
    private final Column<Integer> mode = Column.ints();
    private final Column<Short> bucket = Column.shorts();
    private final Column<Boolean> online = Column.booleans();
    private final Column<Boolean> hasIdeal = Column.booleans();
    private final Column<String> reason = Column.texts();
    private final Column<String> product = Column.texts();
    private final Column<String> order = Column.texts();
    private final Column<Integer> flags = Column.ints();

    void add(int machineId, MachineChanges changes) {
        for (Map.Entry<Long, Long> range : changes.replaced().entrySet()) {
            rangeMachine.add(machineId);
            rangeFrom.add(range.getKey());
            rangeTo.add(range.getValue());
        }
        changes.intervals().values().forEach(interval -> add(machineId, interval));
    }

    Uni<Void> write(SqlConnection connection) {
        if (rangeMachine.size() == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(REMOVE)
                .execute(Column.parameters(rangeMachine, rangeFrom, rangeTo))
                .chain(() -> connection.preparedQuery(CUT).execute(Column.parameters(rangeMachine, rangeFrom)))
                .chain(() -> connection
                        .preparedQuery(INSERT)
                        .execute(Column.parameters(
                                machine,
                                from,
                                to,
                                stopFrom,
                                outgrowsAt,
                                state,
                                mode,
                                bucket,
                                online,
                                hasIdeal,
                                reason,
                                product,
                                order,
                                flags)))
                .replaceWithVoid();
    }

    private void add(int machineId, LedgerInterval interval) {
        machine.add(machineId);
        from.add(interval.getFromMs());
        to.add(interval.hasToMs() ? interval.getToMs() : null);
        stopFrom.add(interval.getStopFromMs());
        outgrowsAt.add(interval.getOutgrowsAtMs());
        state.add(interval.hasState() ? interval.getState() : null);
        mode.add(interval.hasMode() ? interval.getMode() : null);
        bucket.add((short) interval.getBucketValue());
        online.add(interval.getOnline());
        hasIdeal.add(interval.getHasIdeal());
        reason.add(StorableText.of(interval.getReason()));
        product.add(StorableText.of(interval.getProduct()));
        order.add(StorableText.of(interval.getOrder()));
        flags.add(FlagBits.of(interval.getFlagsList()));
    }
}
