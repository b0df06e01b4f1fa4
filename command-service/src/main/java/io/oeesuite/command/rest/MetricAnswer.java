package io.oeesuite.command.rest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.oeesuite.command.commanding.AllowRule;
import io.oeesuite.command.commanding.DataTypeNames;
import io.oeesuite.command.plant.Source;
import io.oeesuite.sparkplug.DataType;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A metric as it is now.
 *
 * @param type as the specification writes it; null where the birth gave none
 * @param value null where the metric is null; DataSet, Template and arrays as JSON of their shape
 * @param quality 0 bad, 192 good, 500 stale
 * @param stale whether nobody knows the value: the edge node or device is offline, or nothing of what it says gets here, or it says so itself
 * @param staleSince since when; the time of this host for an edge node that died, that of the payload for a device that did; null where it is not stale
 * @param time of the value, as the edge node says
 * @param write what may be written; null where nothing may
 */
@RegisterForReflection
record MetricAnswer(
        String name,
        String type,
        Object value,
        int quality,
        boolean stale,
        Instant staleSince,
        Instant time,
        WriteAnswer write) {
    private static final int STALE = 500;

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WriteAnswer(BigDecimal min, BigDecimal max, List<String> values, boolean critical) {
        static WriteAnswer of(AllowRule rule) {
            return new WriteAnswer(
                    rule.min().orElse(null),
                    rule.max().orElse(null),
                    rule.values().isEmpty() ? null : rule.values(),
                    rule.critical());
        }
    }

    /** @param staleSince since when nobody knows what it is; empty where the value is still live */
    static MetricAnswer of(Source.Metric metric, Optional<Instant> staleSince, Optional<AllowRule> rule) {
        Instant time = Instant.ofEpochMilli(metric.value().getTimeMs());
        boolean saidStale = metric.value().getQuality() == STALE;
        Optional<Instant> since = staleSince.or(() -> saidStale ? Optional.of(time) : Optional.empty());
        return new MetricAnswer(
                metric.name(),
                DataType.of(metric.declared().getDatatype())
                        .map(DataTypeNames::of)
                        .orElse(null),
                JsonValues.of(metric.value()),
                since.isPresent() ? STALE : metric.value().getQuality(),
                since.isPresent(),
                since.orElse(null),
                time,
                rule.map(WriteAnswer::of).orElse(null));
    }
}
