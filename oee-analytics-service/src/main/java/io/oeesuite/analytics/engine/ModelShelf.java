package io.oeesuite.analytics.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * Every change of every machine model of the plant: kept in a store that every instance has, and counted, so that a new one is noticed. The topic keeps
 * replaced models for as long as it keeps events, so that a replay finds the changes in between.
 */
final class ModelShelf {
    static final String STORE = "machine-models";

    private static final Logger LOG = Logger.getLogger(ModelShelf.class);

    private final AtomicLong revision = new AtomicLong();

    /** Grows with every change. */
    long revision() {
        return revision.get();
    }

    /** Kafka Streams runs what is in the topic already through it as well, before any event. */
    Processor<byte[], byte[], Void, Void> writer() {
        return new Processor<>() {
            private ProcessorContext<Void, Void> context;
            private KeyValueStore<Bytes, byte[]> store;

            @Override
            public void init(ProcessorContext<Void, Void> processorContext) {
                context = processorContext;
                store = context.getStateStore(STORE);
            }

            @Override
            public void process(Record<byte[], byte[]> record) {
                long offset =
                        context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
                store.put(
                        ModelChange.position(offset),
                        ModelChange.toBytes(record.timestamp(), record.key(), record.value()));
                revision.incrementAndGet();
            }
        };
    }

    /** The changes from this offset on, in their order. What cannot be read is left out, with a line in the log. */
    static List<ModelChange> changesFrom(long offset, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        List<ModelChange> changes = new ArrayList<>();
        try (var stored = store.range(ModelChange.position(offset), ModelChange.position(Long.MAX_VALUE))) {
            while (stored.hasNext()) {
                var next = stored.next();
                try {
                    changes.add(ModelChange.read(next.key, next.value));
                } catch (InvalidProtocolBufferException unreadable) {
                    LOG.warnf("A machine model cannot be read and is ignored: %s", unreadable.getMessage());
                }
            }
        }
        return changes;
    }
}
