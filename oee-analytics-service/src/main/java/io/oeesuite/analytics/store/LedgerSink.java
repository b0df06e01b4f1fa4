package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Ledger changes: boiled down per machine, then written in a handful of statements however many there are. */
@ApplicationScoped
class LedgerSink implements RecordSink<LedgerChange> {
    private final Pool pool;
    private final MachineIds machineIds;
    private final MonthPartitions partitions;

    LedgerSink(Pool pool, MachineIds machineIds, MonthPartitions partitions) {
        this.pool = pool;
        this.machineIds = machineIds;
        this.partitions = partitions;
    }

    @Override
    public Topic topic() {
        return Topic.LEDGER;
    }

    @Override
    public LedgerChange parse(byte[] value) throws InvalidProtocolBufferException {
        return LedgerChange.parseFrom(value);
    }

    @Override
    public Uni<Void> prepare(List<LedgerChange> changes) {
        Set<String> machines = new HashSet<>();
        Set<Long> intervalStarts = new HashSet<>();
        Set<Long> slotStarts = new HashSet<>();
        for (LedgerChange change : changes) {
            machines.add(StorableText.of(change.getEquipment()));
            change.getIntervalsList().stream().map(LedgerInterval::getFromMs).forEach(intervalStarts::add);
            change.getCountsList().stream().map(CountSlot::getFromMs).forEach(slotStarts::add);
        }
        return partitions
                .ensure("ledger_interval", intervalStarts)
                .chain(() -> partitions.ensure("count_slot", slotStarts))
                .chain(() -> machineIds.of(pool, new ArrayList<>(machines)))
                .replaceWithVoid();
    }

    @Override
    public void forget() {
        partitions.forget();
        machineIds.forget();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<LedgerChange> changes) {
        Map<String, MachineChanges> byMachine = new LinkedHashMap<>();
        for (LedgerChange change : changes) {
            byMachine
                    .computeIfAbsent(StorableText.of(change.getEquipment()), path -> new MachineChanges())
                    .add(change);
        }
        return machineIds.of(pool, byMachine.keySet()).chain(ids -> {
            var intervals = new IntervalWriter();
            var counts = new CountWriter();
            var live = new LiveStateWriter();
            byMachine.forEach((path, machine) -> {
                int id = ids.get(path);
                intervals.add(id, machine);
                counts.add(id, machine);
                live.add(id, machine);
            });
            return intervals
                    .write(connection)
                    .chain(() -> counts.write(connection))
                    .chain(() -> live.write(connection));
        });
    }
}
