package io.oeesuite.analytics.witness;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/** What the witness knows of each edge node, as gauges; those of an edge node that is forgotten go with it. */
final class WitnessMetrics {
    private final MultiGauge completeness;
    private final MultiGauge missing;
    private final MultiGauge sequenceGaps;

    WitnessMetrics(MeterRegistry meters) {
        completeness = MultiGauge.builder("oee.witness.completeness")
                .description("Share of the messages heard on MQTT that came through Kafka, over the window")
                .register(meters);
        missing = MultiGauge.builder("oee.witness.missing.messages")
                .description("Messages heard on MQTT that have not come through Kafka within the grace time")
                .register(meters);
        sequenceGaps = MultiGauge.builder("oee.witness.sequence.gaps")
                .description("Sequence numbers skipped on MQTT already, over the window")
                .register(meters);
    }

    void show(List<NodeCompleteness> nodes) {
        completeness.register(rows(nodes, node -> node.ratio().orElse(Double.NaN)), true);
        missing.register(rows(nodes, NodeCompleteness::missing), true);
        sequenceGaps.register(rows(nodes, NodeCompleteness::sequenceGaps), true);
    }

    private static List<MultiGauge.Row<?>> rows(
            List<NodeCompleteness> nodes, ToDoubleFunction<NodeCompleteness> value) {
        return nodes.stream()
                .<MultiGauge.Row<?>>map(node -> row(node, value.applyAsDouble(node)))
                .toList();
    }

    private static MultiGauge.Row<?> row(NodeCompleteness node, double value) {
        int slash = node.edgeNode().indexOf('/');
        Tags tags = Tags.of(
                "group",
                node.edgeNode().substring(0, slash),
                "node",
                node.edgeNode().substring(slash + 1));
        return MultiGauge.Row.of(tags, value);
    }
}
