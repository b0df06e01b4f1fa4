package io.oeesuite.analytics.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Topic;
import io.oeesuite.contracts.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Published results, every version of every window. */
@ApplicationScoped
class ResultSink implements RecordSink<OeeResult> {
    private final Pool pool;
    private final MachineIds machineIds;
    private final MonthPartitions partitions;

    ResultSink(Pool pool, MachineIds machineIds, MonthPartitions partitions) {
        this.pool = pool;
        this.machineIds = machineIds;
        this.partitions = partitions;
    }

    @Override
    public Topic topic() {
        return Topic.RESULTS;
    }

    @Override
    public OeeResult parse(byte[] value) throws InvalidProtocolBufferException {
        return OeeResult.parseFrom(value);
    }

    @Override
    public Uni<Void> prepare(List<OeeResult> results) {
        Set<Long> starts = results.stream().map(OeeResult::getStartMs).collect(Collectors.toSet());
        return partitions
                .ensure("oee_result", starts)
                .chain(() -> machineIds.of(pool, machines(results)))
                .replaceWithVoid();
    }

    @Override
    public void forget() {
        partitions.forget();
        machineIds.forget();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<OeeResult> results) {
        Map<ResultKey, OeeResult> last = new LinkedHashMap<>();
        for (OeeResult result : results) {
            last.put(ResultKey.of(result), result);
        }
        return machineIds.of(pool, machines(results)).chain(ids -> {
            var writer = new ResultWriter();
            last.forEach((key, result) -> writer.add(ids.get(key.machine()), result));
            return writer.write(connection);
        });
    }

    private static Set<String> machines(List<OeeResult> results) {
        return results.stream()
                .map(result -> StorableText.of(result.getEquipment()))
                .collect(Collectors.toSet());
    }

    private record ResultKey(String machine, Window window, long startMs, int version) {
        static ResultKey of(OeeResult result) {
            return new ResultKey(
                    StorableText.of(result.getEquipment()),
                    result.getWindow(),
                    result.getStartMs(),
                    result.getVersion());
        }
    }
}
