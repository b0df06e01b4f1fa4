package io.oeesuite.analytics.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;

/**
 * The topology of the engine step.
 *
 * <pre>
 *   oee.machines.v1 --> machine-models (every change, on every instance)
 *                             |
 *   oee.events.v1 --+--> engine -------+--> oee.ledger.v1
 *                   |      | |         +--> oee.results.v1
 *   oee.clock.v1 ---+  three stores    +--> oee.alerts.v1
 *        ^                             +--> oee.dead-letters.v1
 *        |                             |
 *        +-----------------------------+
 * </pre>
 */
final class EngineTopology {
    private static final String SOURCE = "events";
    private static final String ENGINE = "engine";

    private EngineTopology() {}

    static Topology of(FactLimits limits, Timing timing, AlertRules alertRules, EngineMeters meters) {
        ModelShelf shelf = new ModelShelf();
        Topology topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ModelShelf.STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "machines-source",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.MACHINES.topicName(),
                "machines-writer",
                shelf::writer);
        topology.addSource(
                        SOURCE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.EVENTS.topicName(),
                        Topic.CLOCK.topicName())
                .addProcessor(ENGINE, () -> new EngineProcessor(limits, timing, alertRules, shelf, meters), SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(EngineProcessor.FACTS),
                                Serdes.Bytes(),
                                Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(
                                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES))),
                ENGINE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(EngineProcessor.MACHINES),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withCachingEnabled(),
                ENGINE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(EngineProcessor.ALERTS),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withCachingEnabled(),
                ENGINE);
        addSink(topology, Topic.LEDGER);
        addSink(topology, Topic.RESULTS);
        addSink(topology, Topic.ALERTS);
        addSink(topology, Topic.DEAD_LETTERS);
        topology.addSink(
                Topic.CLOCK.topicName(),
                Topic.CLOCK.topicName(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                intoNamedPartition(),
                ENGINE);
        return topology;
    }

    private static void addSink(Topology topology, Topic to) {
        topology.addSink(to.topicName(), to.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), ENGINE);
    }

    /** The key of a tick is the number of the partition that it is for. */
    private static StreamPartitioner<byte[], byte[]> intoNamedPartition() {
        return (topic, key, value, partitions) ->
                Optional.of(Set.of(Integer.parseInt(new String(key, StandardCharsets.UTF_8))));
    }
}
