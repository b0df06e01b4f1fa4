package io.oeesuite.simulator.edge;

import java.util.Optional;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.TemplateValue;
import io.oeesuite.sparkplug.Value;

/**
 * A metric that an edge node or device declares.
 *
 * @param initial name, type, first value and the time of it if it was read from something, and whatever else its birth says of it
 * @param writable whether commands may write it
 */
public record Tag(Metric initial, boolean writable) {

    public Tag {
        if (initial.name().isEmpty() || initial.dataType().isEmpty()) {
            throw new IllegalArgumentException("A declared metric needs a name and a type");
        }
    }

    public static Tag readOnly(Metric initial) {
        return new Tag(initial, false);
    }

    public static Tag writable(Metric initial) {
        return new Tag(initial, true);
    }

    public String name() {
        return initial.name().orElseThrow();
    }

    public DataType type() {
        return initial.dataType().orElseThrow();
    }

    /** tck-id-payloads-template-definition-nbirth-only: a definition is never sent as data. */
    boolean isDefinition() {
        return initial.value().filter(Tag::isDefinition).isPresent();
    }

    private static boolean isDefinition(Value value) {
        return value instanceof TemplateValue template && template.definition();
    }

    Metric with(Optional<Value> value, long timestamp) {
        return initial.withValue(value).withTimestamp(timestamp);
    }
}
