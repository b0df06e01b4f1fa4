package io.oeesuite.analytics.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.MachineModel;

/** The machine models of the whole plant: kept in a store that every instance has, and counted, so that a change is noticed. */
final class ModelShelf {
    static final String STORE = "machine-models";

    private static final Logger LOG = Logger.getLogger(ModelShelf.class);

    private final AtomicLong revision = new AtomicLong();

    /** Grows with every change. */
    long revision() {
        return revision.get();
    }

    Processor<byte[], byte[], Void, Void> writer() {
        return new Processor<>() {
            private KeyValueStore<Bytes, byte[]> store;

            @Override
            public void init(ProcessorContext<Void, Void> context) {
                store = context.getStateStore(STORE);
            }

            @Override
            public void process(Record<byte[], byte[]> record) {
                if (record.value() == null) {
                    store.delete(Bytes.wrap(record.key()));
                } else {
                    store.put(Bytes.wrap(record.key()), record.value());
                }
                revision.incrementAndGet();
            }
        };
    }

    /** The models of each machine that has one. What makes no sense is left out, with a line in the log. */
    static Map<String, EngineModels> read(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        Map<String, List<MachineModel>> contracts = new HashMap<>();
        try (var all = store.all()) {
            all.forEachRemaining(pair -> add(contracts, pair.value));
        }
        Map<String, EngineModels> models = new HashMap<>();
        contracts.forEach((equipment, all) -> {
            try {
                models.put(equipment, EngineModels.of(all));
            } catch (RuntimeException senseless) {
                LOG.warnf(
                        "The model of a machine makes no sense and is ignored: machine=%s problem=%s",
                        equipment, senseless.getMessage());
            }
        });
        return models;
    }

    private static void add(Map<String, List<MachineModel>> contracts, byte[] value) {
        try {
            MachineModel model = EngineModels.parse(value);
            contracts
                    .computeIfAbsent(model.getEquipment(), ignored -> new ArrayList<>())
                    .add(model);
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.warnf("A machine model cannot be read and is ignored: %s", unreadable.getMessage());
        }
    }
}
