package io.oeesuite.analytics.witness;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.oeesuite.sparkplug.MalformedTopicException;
import io.oeesuite.sparkplug.SparkplugTopic;

/** All edge nodes under watch. Thread-safe; told the time, milliseconds since 1970 UTC. */
final class Witness {
    private final Map<String, EdgeNodeWitness> nodes = new ConcurrentHashMap<>();
    private final WitnessSettings settings;
    private final AtomicInteger room;

    Witness(WitnessSettings settings) {
        this.settings = settings;
        this.room = new AtomicInteger(settings.pending());
    }

    /** @return the watch over the edge node that sent it; empty for what no edge node sends */
    Optional<EdgeNodeWitness> heardOnMqtt(String topic, byte[] payload, long nowMs) {
        Optional<EdgeNodeWitness> node = senderOf(topic).flatMap(sender -> watch(sender, nowMs));
        node.ifPresent(watch -> watch.heardOnMqtt(Fingerprint.of(topic, payload), nowMs));
        return node;
    }

    void heardOnKafka(String topic, byte[] payload, long nowMs) {
        senderOf(topic)
                .flatMap(sender -> watch(sender, nowMs))
                .ifPresent(watch -> watch.heardOnKafka(Fingerprint.of(topic, payload), nowMs));
    }

    void listeningAnew() {
        nodes.values().forEach(EdgeNodeWitness::listeningAnew);
    }

    /** Empty while nothing of the edge node has been compared within the window. */
    OptionalDouble completeness(String edgeNode, long nowMs) {
        EdgeNodeWitness node = nodes.get(edgeNode);
        return node == null ? OptionalDouble.empty() : node.completeness(nowMs).ratio();
    }

    /** By edge node. */
    List<NodeCompleteness> all(long nowMs) {
        return nodes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(node -> node.getValue().completeness(nowMs))
                .toList();
    }

    /** Forgets the edge nodes that have been silent on MQTT for a window, and names them. */
    Collection<String> forgetSilent(long nowMs) {
        List<String> silent = nodes.entrySet().stream()
                .filter(node ->
                        node.getValue().isSilentSince(nowMs - settings.window().toMillis()))
                .map(Map.Entry::getKey)
                .toList();
        silent.stream().map(nodes::remove).filter(Objects::nonNull).forEach(EdgeNodeWitness::forgetAll);
        return silent;
    }

    private Optional<EdgeNodeWitness> watch(String sender, long nowMs) {
        EdgeNodeWitness known = nodes.get(sender);
        if (known != null) {
            return Optional.of(known);
        }
        if (nodes.size() >= settings.nodes() && forgetSilent(nowMs).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(nodes.computeIfAbsent(
                sender,
                name -> new EdgeNodeWitness(
                        name,
                        settings.window().toMillis(),
                        settings.grace().toMillis(),
                        settings.pendingPerNode(),
                        room)));
    }

    private static Optional<String> senderOf(String topic) {
        try {
            SparkplugTopic parsed = SparkplugTopic.parse(topic);
            return parsed.type().isCommand() ? Optional.empty() : Optional.of(parsed.group() + "/" + parsed.node());
        } catch (MalformedTopicException notFromAnEdgeNode) {
            return Optional.empty();
        }
    }
}
