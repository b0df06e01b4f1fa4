package io.oeesuite.analytics.store;

import io.oeesuite.contracts.LiveState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Writes what machines are doing now, and when they were first and last heard of. */
final class LiveStateWriter {
    private static final String FACTS = """
            UPDATE machine m SET
                first_fact_ms = least(m.first_fact_ms, f.first_ms), last_fact_ms = greatest(m.last_fact_ms, f.last_ms)
            FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS f (machine_id, first_ms, last_ms)
            WHERE m.id = f.machine_id
              AND (m.first_fact_ms IS DISTINCT FROM least(m.first_fact_ms, f.first_ms)
                OR m.last_fact_ms IS DISTINCT FROM greatest(m.last_fact_ms, f.last_ms))
            """;
    private static final String LIVE = """
            UPDATE machine m SET
                online = l.online, since_ms = l.since_ms, last_event_ms = l.last_event_ms, last_receive_ms = l.last_receive_ms,
                speed = l.speed, design_speed = l.design_speed, state = l.state, mode = l.mode, flags = l.flags,
                bucket = l.bucket, reason = l.reason, product = l.product, order_id = l.order_id
            FROM unnest($1::int[], $2::boolean[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::float8[], $8::int[],
                $9::int[], $10::int[], $11::smallint[], $12::text[], $13::text[], $14::text[])
                AS l (machine_id, online, since_ms, last_event_ms, last_receive_ms, speed, design_speed, state, mode, flags,
                    bucket, reason, product, order_id)
            WHERE m.id = l.machine_id
            """;

    private final Column<Integer> factMachine = Column.ints();
    private final Column<Long> firstFact = Column.longs();
    private final Column<Long> lastFact = Column.longs();

    private final Column<Integer> machine = Column.ints();
    private final Column<Boolean> online = Column.booleans();
    private final Column<Long> since = Column.longs();
    private final Column<Long> lastEvent = Column.longs();
    private final Column<Long> lastReceive = Column.longs();
    private final Column<Double> speed = Column.doubles();
    private final Column<Double> designSpeed = Column.doubles();
    private final Column<Integer> state = Column.ints();
    private final Column<Integer> mode = Column.ints();
    private final Column<Integer> flags = Column.ints();
    private final Column<Short> bucket = Column.shorts();
    private final Column<String> reason = Column.texts();
    private final Column<String> product = Column.texts();
    private final Column<String> order = Column.texts();

    void add(int machineId, MachineChanges changes) {
        factMachine.add(machineId);
        firstFact.add(changes.firstFactMs() == Long.MAX_VALUE ? null : changes.firstFactMs());
        lastFact.add(changes.lastFactMs() == Long.MIN_VALUE ? null : changes.lastFactMs());
        changes.live().ifPresent(live -> add(machineId, live));
    }

    Uni<Void> write(SqlConnection connection) {
        Uni<Void> facts = connection
                .preparedQuery(FACTS)
                .execute(Column.parameters(factMachine, firstFact, lastFact))
                .replaceWithVoid();
        if (machine.size() == 0) {
            return facts;
        }
        return facts.chain(() -> connection
                .preparedQuery(LIVE)
                .execute(Column.parameters(
                        machine,
                        online,
                        since,
                        lastEvent,
                        lastReceive,
                        speed,
                        designSpeed,
                        state,
                        mode,
                        flags,
                        bucket,
                        reason,
                        product,
                        order))
                .replaceWithVoid());
    }

    private void add(int machineId, LiveState live) {
        machine.add(machineId);
        online.add(live.getOnline());
        since.add(live.getSinceMs());
        lastEvent.add(live.getLastEventMs());
        lastReceive.add(live.getLastReceiveMs());
        speed.add(live.hasSpeed() ? live.getSpeed() : null);
        designSpeed.add(live.hasDesignSpeed() ? live.getDesignSpeed() : null);
        state.add(live.hasState() ? live.getState() : null);
        mode.add(live.hasMode() ? live.getMode() : null);
        flags.add(FlagBits.of(live.getFlagsList()));
        bucket.add((short) live.getBucketValue());
        reason.add(StorableText.of(live.getReason()));
        product.add(StorableText.of(live.getProduct()));
        order.add(StorableText.of(live.getOrder()));
    }
}
