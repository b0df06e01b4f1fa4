package io.oeesuite.simulator.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Value;

/** The metrics of a node or a device with the values that were last read, and when that was. Times are milliseconds since 1970 UTC. Not thread-safe. */
public final class TagTable {

    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private final Map<String, Optional<Value>> values = new LinkedHashMap<>();
    private final Map<String, Long> readMs = new HashMap<>();

    public TagTable(Collection<Tag> declared) {
        for (Tag tag : declared) {
            if (tags.putIfAbsent(tag.name(), tag) != null) {
                throw new IllegalArgumentException("Metric '" + tag.name() + "' is declared twice");
            }
            values.put(tag.name(), tag.initial().value());
            noteTime(tag.initial());
        }
    }

    public Optional<Tag> find(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    public Collection<Tag> tags() {
        return List.copyOf(tags.values());
    }

    public Optional<Value> value(String name) {
        return values.getOrDefault(name, Optional.empty());
    }

    /**
     * Takes new readings and gives back those worth publishing: what has changed, and everything marked as historical, which leaves the present value alone.
     *
     * @throws UndeclaredMetric when a reading is of a metric that no birth has announced, or of another type
     */
    public List<Metric> changes(List<Metric> readings) {
        List<Metric> changed = new ArrayList<>();
        for (Metric reading : readings) {
            String name = require(reading).name();
            if (reading.historical()) {
                changed.add(reading);
                continue;
            }
            noteTime(reading);
            if (!values.get(name).equals(reading.value())) {
                values.put(name, reading.value());
                changed.add(reading);
            }
        }
        return changed;
    }

    /** Takes new readings and gives all of them back, changed or not. */
    public List<Metric> all(List<Metric> readings) {
        readings.forEach(this::require);
        changes(readings);
        return readings;
    }

    /**
     * Every metric with its present value: what a birth contains. Each has the time at which that value was read, as it may no longer be true now; what has
     * been read since, but not yet been published, then comes after it.
     *
     * @param now the time of what was never read, and the latest of all times
     */
    List<Metric> birth(long now) {
        return tags.values().stream()
                .map(tag -> tag.with(values.get(tag.name()), Math.min(now, readMs.getOrDefault(tag.name(), now))))
                .toList();
    }

    private void noteTime(Metric metric) {
        metric.timestamp().ifPresent(time -> readMs.merge(metric.name().orElseThrow(), time, Math::max));
    }

    private Tag require(Metric reading) {
        Tag tag = reading.name().map(tags::get).orElse(null);
        if (tag == null) {
            throw new UndeclaredMetric("Metric '" + reading.name().orElse("?") + "' is not in the birth");
        }
        if (!reading.dataType().equals(Optional.of(tag.type())) || tag.isDefinition()) {
            throw new UndeclaredMetric("Metric '" + tag.name() + "' is a " + tag.type() + " in the birth");
        }
        return tag;
    }

    /** A reading that the birth does not announce; publishing it would break the session. */
    public static final class UndeclaredMetric extends RuntimeException {

        private static final long serialVersionUID = 1;

        UndeclaredMetric(String message) {
            super(message);
        }
    }
}
