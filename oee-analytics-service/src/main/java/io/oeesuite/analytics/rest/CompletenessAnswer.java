package io.oeesuite.analytics.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.witness.NodeCompleteness;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the witness knows of an edge node, over the last ten minutes.
 *
 * @param equipment group/node
 * @param completeness matched / (matched + missing), null when nothing has been compared
 * @param matched messages heard on MQTT that came through Kafka too
 * @param missing messages heard on MQTT that have not come through Kafka within 30 s
 * @param onTheirWay messages heard on MQTT within the last 30 s that have not come through yet
 * @param sequenceGaps how often a sequence number was skipped on MQTT already
 */
@Schema(name = "Completeness")
@RegisterForReflection
record CompletenessAnswer(
        String equipment, Double completeness, long matched, long missing, long onTheirWay, long sequenceGaps) {

    static CompletenessAnswer of(NodeCompleteness node) {
        var ratio = node.ratio();
        return new CompletenessAnswer(
                node.edgeNode(),
                ratio.isPresent() ? ratio.getAsDouble() : null,
                node.matched(),
                node.missing(),
                node.onTheirWay(),
                node.sequenceGaps());
    }
}
