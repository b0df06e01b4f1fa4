package io.oeesuite.command.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
 * @param stale whether the edge node or device is offline, so that nobody knows the value
 * @param time of the value, as the edge node says
 * @param write what may be written; null where nothing may
 */
@RegisterForReflection
record MetricAnswer(
        String name, String type, Object value, int quality, boolean stale, Instant time, WriteAnswer write) {
    private static final int STALE = 500;

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WriteAnswer(Double min, Double max, List<String> values, boolean critical) {
        static WriteAnswer of(AllowRule rule) {
            return new WriteAnswer(
                    boxed(rule.min()),
                    boxed(rule.max()),
                    rule.values().isEmpty() ? null : rule.values(),
                    rule.critical());
        }

        private static Double boxed(OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
    }

    static MetricAnswer of(Source.Metric metric, Optional<AllowRule> rule) {
        return new MetricAnswer(
                metric.name(),
                DataType.of(metric.declared().getDatatype())
                        .map(DataTypeNames::of)
                        .orElse(null),
                JsonValues.of(metric.value()),
                metric.stale() ? STALE : metric.value().getQuality(),
                metric.stale() || metric.value().getQuality() == STALE,
                Instant.ofEpochMilli(metric.value().getTimeMs()),
                rule.map(WriteAnswer::of).orElse(null));
    }
}
