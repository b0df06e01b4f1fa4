package io.oeesuite.analytics.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

import io.oeesuite.contracts.MachineModel;

/** The models that one partition goes by: those of the shelf that have taken effect on its clock. */
final class ModelsInForce {
    private final ModelShelf shelf;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    private final Map<String, String> machines = new HashMap<>();
    private final Map<String, SortedMap<String, MachineModel>> contracts = new HashMap<>();
    private final Map<String, EngineModels> models = new HashMap<>();
    private final Deque<ModelChange> coming = new ArrayDeque<>();
    private long heardOffset;
    private long seenRevision = -1;

    ModelsInForce(ModelShelf shelf, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.shelf = shelf;
        this.store = store;
    }

    EngineModels of(String machine) {
        return models.getOrDefault(machine, EngineModels.DEFAULT);
    }

    /** When the next change takes effect, on the clock of the log; of one that was heard of late that may be over. */
    OptionalLong nextMs() {
        hear();
        return coming.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(coming.getFirst().effectiveMs());
    }

    /** @return the machines that are to be read differently now */
    Set<String> takeEffect(long clockMs) {
        Set<String> touched = new HashSet<>();
        while (nextMs().orElse(Long.MAX_VALUE) <= clockMs) {
            take(coming.removeFirst(), touched);
        }
        touched.forEach(machine -> {
            SortedMap<String, MachineModel> left = contracts.getOrDefault(machine, new TreeMap<>());
            models.put(machine, EngineModels.of(left.values()));
        });
        return touched;
    }

    private void take(ModelChange change, Set<String> touched) {
        String before = machines.remove(change.key());
        if (before != null) {
            contracts.get(before).remove(change.key());
            touched.add(before);
        }
        change.model().ifPresent(model -> {
            machines.put(change.key(), model.getEquipment());
            contracts
                    .computeIfAbsent(model.getEquipment(), machine -> new TreeMap<>())
                    .put(change.key(), model);
            touched.add(model.getEquipment());
        });
    }

    private void hear() {
        long revision = shelf.revision();
        if (revision == seenRevision) {
            return;
        }
        seenRevision = revision;
        coming.addAll(ModelShelf.changesFrom(heardOffset, store));
        heardOffset = coming.isEmpty() ? heardOffset : coming.getLast().offset() + 1;
    }
}
