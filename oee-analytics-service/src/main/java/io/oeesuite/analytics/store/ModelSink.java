package io.oeesuite.analytics.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Machine models, one row per machine and instant from which it is valid. */
@ApplicationScoped
class ModelSink implements RecordSink<MachineModel> {
    private static final String UPSERT = """
            INSERT INTO machine_model (equipment, valid_from_ms, time_zone, day_start_minute, charge_no_data, model)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (equipment, valid_from_ms) DO UPDATE SET
                time_zone = excluded.time_zone, day_start_minute = excluded.day_start_minute,
                charge_no_data = excluded.charge_no_data, model = excluded.model
            """;

    @Override
    public Topic topic() {
        return Topic.MACHINES;
    }

    @Override
    public MachineModel parse(byte[] value) throws InvalidProtocolBufferException {
        return MachineModel.parseFrom(value);
    }

    @Override
    public Uni<Void> prepare(List<MachineModel> models) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public void forget() {}

    @Override
    public Uni<Void> write(SqlConnection connection, List<MachineModel> models) {
        Map<String, MachineModel> last = new LinkedHashMap<>();
        for (MachineModel model : models) {
            last.put(model.getEquipment() + "@" + model.getValidFromMs(), model);
        }
        if (last.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(UPSERT)
                .executeBatch(last.values().stream().map(ModelSink::row).toList())
                .replaceWithVoid();
    }

    private static Tuple row(MachineModel model) {
        return Tuple.tuple()
                .addString(StorableText.of(model.getEquipment()))
                .addLong(model.getValidFromMs())
                .addString(model.getTimeZone().isEmpty() ? "UTC" : StorableText.of(model.getTimeZone()))
                .addInteger(model.getProductionDayStartMinute())
                .addBoolean(model.getChargeNoData())
                .addBuffer(Buffer.buffer(model.toByteArray()));
    }
}
