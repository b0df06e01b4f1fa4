package io.oeesuite.simulator.control;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Value;

/**
 * A metric of a request.
 *
 * @param type as the specification writes it; may be left out where the birth has said it
 * @param value see {@link JsonValue}; left out or null: null
 * @param timestamp milliseconds since 1970 UTC or ISO 8601; left out: that of the message, or now
 * @param historical whether it is about the past and not the present
 * @param isNull the same as a value of null
 * @param writable of a declaration: whether commands may write it
 */
public record MetricBody(
        String name,
        String type,
        JsonNode value,
        JsonNode timestamp,
        boolean historical,
        @JsonProperty("null") boolean isNull,
        boolean writable) {

    Tag declared() {
        if (type == null) {
            throw new IllegalArgumentException("metric '" + name + "' needs a type");
        }
        return new Tag(metric(JsonValue.type(type)), writable);
    }

    Metric reading(TagTable tags, long time) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a metric needs a name");
        }
        Optional<DataType> born = tags.find(name).map(Tag::type);
        DataType known = type == null
                ? born.orElseThrow(() -> new IllegalArgumentException("metric '" + name + "' is not in the birth"))
                : JsonValue.type(type);
        Metric metric = metric(known).withTimestamp(isAbsent(timestamp) ? time : JsonValue.time(timestamp));
        // the session goes by the type of the birth; a number that fits into it may be given as another
        Metric fitting = born.flatMap(metric::as).orElse(metric);
        return historical ? fitting.asHistorical() : fitting;
    }

    private Metric metric(DataType known) {
        Optional<Value> read = isNull || isAbsent(value) ? Optional.empty() : Optional.of(JsonValue.read(known, value));
        return Metric.ofNull(name, known).withValue(read);
    }

    private static boolean isAbsent(JsonNode json) {
        return json == null || json.isNull();
    }
}
