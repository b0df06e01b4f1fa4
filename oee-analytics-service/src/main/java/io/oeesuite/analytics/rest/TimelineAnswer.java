package io.oeesuite.analytics.rest;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.reading.LedgerEntry;
import io.oeesuite.analytics.reading.StateNames;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A stretch of time in which nothing changed at a machine, clipped to the range.
 *
 * @param state PackML state number, null when never reported
 * @param open it still goes on
 */
@Schema(name = "TimelineInterval")
@RegisterForReflection
record TimelineAnswer(
        String equipment,
        Instant from,
        Instant to,
        long durationMs,
        String bucket,
        Integer state,
        String stateName,
        Integer mode,
        String reason,
        String product,
        String order,
        boolean online,
        boolean open) {

    static TimelineAnswer of(LedgerEntry entry) {
        return new TimelineAnswer(
                entry.equipment(),
                Instant.ofEpochMilli(entry.fromMs()),
                Instant.ofEpochMilli(entry.toMs()),
                entry.durationMs(),
                entry.bucket().name(),
                entry.state().isPresent() ? entry.state().getAsInt() : null,
                StateNames.of(entry.state()),
                entry.mode().isPresent() ? entry.mode().getAsInt() : null,
                entry.reason(),
                entry.product(),
                entry.order(),
                entry.online(),
                entry.open());
    }
}
