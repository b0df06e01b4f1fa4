package io.oeesuite.simulator.control;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a device shall publish in one message.
 *
 * @param timestamp of the metrics that have none of their own; left out: now
 */
public record PublishBody(List<MetricBody> metrics, JsonNode timestamp) {

    public PublishBody {
        if (metrics == null || metrics.isEmpty()) {
            throw new IllegalArgumentException("there are no metrics to publish");
        }
        metrics = List.copyOf(metrics);
    }

    long time(long now) {
        return timestamp == null || timestamp.isNull() ? now : JsonValue.time(timestamp);
    }
}
