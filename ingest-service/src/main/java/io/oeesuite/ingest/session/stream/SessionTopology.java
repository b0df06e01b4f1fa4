package io.oeesuite.ingest.session.stream;

import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import io.oeesuite.contracts.Topic;

/**
 * The topology of the session step.
 *
 * <pre>
 *                                    +--> oee.events.v1
 *                                    +--> oee.births.v1
 *   oee.raw.v1 --> session ----------+--> oee.rebirth-requests.v1
 *                   | |  | |         +--> oee.dead-letters.v1
 *                   four stores
 * </pre>
 */
public final class SessionTopology {
    private static final String SOURCE = "raw";
    private static final String SESSION = "session";

    private SessionTopology() {}

    public static Topology of(SessionSetup setup) {
        return of(setup, Stores::persistentKeyValueStore);
    }

    /** @param stores makes the store of a name */
    static Topology of(SessionSetup setup, Function<String, KeyValueBytesStoreSupplier> stores) {
        Topology topology = new Topology()
                .addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topic.RAW.topicName())
                .addProcessor(SESSION, () -> new SessionProcessor(setup), SOURCE);
        NodeStores.ALL.forEach(name -> topology.addStateStore(store(name, stores.apply(name)), SESSION));
        addSink(topology, Topic.EVENTS);
        addSink(topology, Topic.BIRTHS);
        addSink(topology, Topic.REBIRTH_REQUESTS);
        addSink(topology, Topic.DEAD_LETTERS);
        return topology;
    }

    private static void addSink(Topology topology, Topic to) {
        topology.addSink(to.topicName(), to.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), SESSION);
    }

    /** The record of an edge node is rewritten with every message: the cache makes one write per commit of it. The others are written once. */
    private static StoreBuilder<?> store(String name, KeyValueBytesStoreSupplier supplier) {
        var store = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES)));
        return name.equals(NodeStores.NODES) ? store.withCachingEnabled() : store;
    }
}
