package io.oeesuite.analytics.witness;

import java.util.OptionalDouble;

/**
 * How an edge node's messages fared in the window.
 *
 * @param edgeNode group/node
 * @param matched messages heard on MQTT that came through Kafka too
 * @param missing messages heard on MQTT that have not come through Kafka within the grace time
 * @param onTheirWay messages heard on MQTT less than the grace time ago that have not come through Kafka yet; neither matched nor missing
 * @param sequenceGaps how often a sequence number was skipped on MQTT already: lost between edge node and broker
 */
public record NodeCompleteness(String edgeNode, long matched, long missing, long onTheirWay, long sequenceGaps) {

    /** matched / (matched + missing); empty while nothing has been compared. */
    public OptionalDouble ratio() {
        long compared = matched + missing;
        return compared == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) matched / compared);
    }
}
