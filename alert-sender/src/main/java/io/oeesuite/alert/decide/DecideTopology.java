package io.oeesuite.alert.decide;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import io.oeesuite.alert.policy.CallingPolicy;
import io.oeesuite.contracts.Topic;

/**
 * The topology of the decide step.
 *
 * <pre>
 *   oee.silences.v1 ----> silences (on every instance)
 *   oee.incidents.v1 ---> shown incidents (on every instance, for REST)
 *                             |
 *   oee.alerts.v1 ---------+--+--> decide ---+--> oee.incidents.v1
 *   oee.alert-actions.v1 --+         |       +--> oee.notifications.v1
 *                               two stores   +--> oee.silences.v1 (what is past is deleted)
 * </pre>
 *
 * The stores are small and lie in memory; Kafka has them.
 */
final class DecideTopology {
    static final String SILENCES = "silences";
    static final String SHOWN = "shown-incidents";

    private static final String SOURCE = "alerts-and-actions";
    private static final String DECIDE = "decide";

    private DecideTopology() {}

    /**
     * Builds it.
     *
     * @param memory how long an incident that is over is remembered
     * @param freshness how old an alert may be to be acted on at once; older ones wait until all is read, for they may be over
     * @param unreadable hears of each record that cannot be read
     */
    static Topology of(CallingPolicy policy, Duration memory, Duration freshness, Runnable unreadable) {
        Topology topology = new Topology();
        global(topology, Topic.SILENCES, SILENCES);
        global(topology, Topic.INCIDENTS, SHOWN);
        topology.addSource(
                        SOURCE,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.ALERTS.topicName(),
                        Topic.ALERT_ACTIONS.topicName())
                .addProcessor(DECIDE, () -> new Decider(policy, memory, freshness, unreadable), SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Decider.INCIDENTS), Serdes.String(), Serdes.ByteArray()),
                DECIDE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Decider.CALLS), Serdes.String(), Serdes.Long()),
                DECIDE);
        sink(topology, Topic.INCIDENTS);
        sink(topology, Topic.NOTIFICATIONS);
        sink(topology, Topic.SILENCES);
        return topology;
    }

    private static void sink(Topology topology, Topic to) {
        topology.addSink(to.topicName(), to.topicName(), new StringSerializer(), new ByteArraySerializer(), DECIDE);
    }

    private static void global(Topology topology, Topic from, String store) {
        Supplier<Processor<String, byte[], Void, Void>> writer = () -> new Copy(store);
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                store + "-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                from.topicName(),
                store + "-writer",
                writer::get);
    }

    /** The last value of each key. */
    private static final class Copy implements Processor<String, byte[], Void, Void> {
        private final String name;
        private KeyValueStore<String, byte[]> store;

        Copy(String name) {
            this.name = name;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(name);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            store.put(record.key(), record.value());
        }
    }
}
