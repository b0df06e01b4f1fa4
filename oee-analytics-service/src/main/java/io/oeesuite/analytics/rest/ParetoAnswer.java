package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.reading.Stop;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How often machines stopped for one reason and for how long.
 *
 * @param reason as the machine gave it, empty when it gave none
 * @param count of stops, or parts of stops, with this reason
 */
@Schema(name = "StopReason")
@RegisterForReflection
record ParetoAnswer(String reason, long count, long durationMs) {

    /** By reason, the longest first. */
    static List<ParetoAnswer> of(List<Stop> stops) {
        Map<String, ParetoAnswer> byReason = new LinkedHashMap<>();
        for (Stop stop : stops) {
            byReason.merge(
                    stop.first().reason(),
                    new ParetoAnswer(stop.first().reason(), 1, stop.durationMs()),
                    (one, other) -> new ParetoAnswer(
                            one.reason(), one.count() + other.count(), one.durationMs() + other.durationMs()));
        }
        List<ParetoAnswer> sorted = new ArrayList<>(byReason.values());
        sorted.sort(
                Comparator.comparingLong(ParetoAnswer::durationMs).reversed().thenComparing(ParetoAnswer::reason));
        return sorted;
    }
}
