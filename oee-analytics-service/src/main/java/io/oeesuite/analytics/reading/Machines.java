package io.oeesuite.analytics.reading;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.engine.window.SiteClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The machines there are, by path, each by the model that holds now. */
@ApplicationScoped
public class Machines {
    private static final String SELECT = """
            SELECT m.*, model.time_zone, model.day_start_minute, model.charge_no_data, ongoing.stop_from_ms, ongoing.outgrows_at_ms
            FROM machine m
            LEFT JOIN LATERAL (
                SELECT time_zone, day_start_minute, charge_no_data FROM machine_model
                WHERE equipment = m.equipment AND valid_from_ms <= $1 ORDER BY valid_from_ms DESC LIMIT 1) AS model ON true
            LEFT JOIN LATERAL (
                SELECT to_ms, bucket, stop_from_ms, outgrows_at_ms FROM ledger_interval
                WHERE machine_id = m.id ORDER BY from_ms DESC LIMIT 1) AS ongoing
                ON ongoing.to_ms IS NULL AND ongoing.bucket = 6 AND ongoing.outgrows_at_ms > 0
            """;
    private static final String UNDER = SELECT + " WHERE m.equipment = $2 OR m.equipment ^@ $3 ORDER BY m.equipment";
    private static final String NAMED = SELECT + " WHERE m.equipment = ANY ($2) ORDER BY m.equipment";
    private static final String ALL = SELECT + " ORDER BY m.equipment";

    private final Clock clock;

    Machines(Clock clock) {
        this.clock = clock;
    }

    /** The machine at this path, or all machines below it, by path; empty when there is none. */
    public Uni<List<KnownMachine>> under(SqlClient client, String path) {
        return client.preparedQuery(UNDER)
                .execute(Tuple.of(clock.millis(), path, path + "/"))
                .map(Machines::machines);
    }

    /** Those of these paths that are known, by path. */
    public Uni<List<KnownMachine>> named(SqlClient client, Collection<String> paths) {
        return client.preparedQuery(NAMED)
                .execute(Tuple.tuple().addLong(clock.millis()).addArrayOfString(paths.toArray(String[]::new)))
                .map(Machines::machines);
    }

    public Uni<List<KnownMachine>> all(SqlClient client) {
        return client.preparedQuery(ALL).execute(Tuple.of(clock.millis())).map(Machines::machines);
    }

    private static List<KnownMachine> machines(Iterable<Row> rows) {
        List<KnownMachine> machines = new ArrayList<>();
        rows.forEach(row -> machines.add(machine(row)));
        return machines;
    }

    private static KnownMachine machine(Row row) {
        Boolean chargeNoData = row.getBoolean("charge_no_data");
        return new KnownMachine(
                row.getInteger("id"),
                row.getString("equipment"),
                clock(row),
                chargeNoData != null && chargeNoData,
                optionalLong(row, "last_fact_ms"),
                live(row));
    }

    private static SiteClock clock(Row row) {
        String zone = row.getString("time_zone");
        if (zone == null) {
            return SiteClock.UTC;
        }
        try {
            return new SiteClock(ZoneId.of(zone), row.getInteger("day_start_minute"));
        } catch (DateTimeException unknownHere) {
            return SiteClock.UTC;
        }
    }

    private static LiveMachineState live(Row row) {
        Long stopFrom = row.getLong("stop_from_ms");
        return new LiveMachineState(
                row.getBoolean("online"),
                optionalLong(row, "since_ms"),
                optionalLong(row, "last_event_ms"),
                optionalInt(row, "state"),
                optionalInt(row, "mode"),
                Buckets.of(row.getInteger("bucket")),
                row.getString("reason"),
                row.getString("product"),
                row.getString("order_id"),
                optionalDouble(row, "speed"),
                optionalDouble(row, "design_speed"),
                row.getInteger("flags"),
                stopFrom == null
                        ? Optional.empty()
                        : Optional.of(new OpenStop(stopFrom, row.getLong("outgrows_at_ms"))));
    }

    private static OptionalLong optionalLong(Row row, String column) {
        Long value = row.getLong(column);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static OptionalInt optionalInt(Row row, String column) {
        Integer value = row.getInteger(column);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble optionalDouble(Row row, String column) {
        Double value = row.getDouble(column);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
