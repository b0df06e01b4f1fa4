package io.oeesuite.analytics.rest;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.reading.StateNames;
import io.oeesuite.analytics.reading.Stop;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A stop, or the part of one that has one reason, clipped to the range.
 *
 * @param state PackML state number in which it began, null when never reported
 * @param open it still goes on
 */
@Schema(name = "Stop")
@RegisterForReflection
record StopAnswer(
        String equipment,
        Instant from,
        Instant to,
        long durationMs,
        String bucket,
        String reason,
        Integer state,
        String stateName,
        String order,
        String product,
        boolean open) {

    static StopAnswer of(Stop stop) {
        var first = stop.first();
        return new StopAnswer(
                first.equipment(),
                Instant.ofEpochMilli(first.fromMs()),
                Instant.ofEpochMilli(stop.toMs()),
                stop.durationMs(),
                first.bucket().name(),
                first.reason(),
                first.state().isPresent() ? first.state().getAsInt() : null,
                StateNames.of(first.state()),
                first.order(),
                first.product(),
                stop.open());
    }
}
