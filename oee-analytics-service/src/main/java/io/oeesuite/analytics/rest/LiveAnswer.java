package io.oeesuite.analytics.rest;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.reading.LiveMachineState;
import io.oeesuite.analytics.reading.StateNames;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a machine does now, by its live facts.
 *
 * @param since when this state began
 * @param state PackML state number, null when never reported
 * @param speed items per minute
 * @param designSpeed items per minute
 * @param lastEvent time of the last live fact
 */
@Schema(name = "LiveState")
@RegisterForReflection
record LiveAnswer(
        boolean online,
        Instant since,
        Integer state,
        String stateName,
        Integer mode,
        String bucket,
        String reason,
        String product,
        String order,
        Double speed,
        Double designSpeed,
        Instant lastEvent) {

    static LiveAnswer of(LiveMachineState live, long nowMs) {
        return new LiveAnswer(
                live.online(),
                instant(live.sinceMs()),
                live.state().isPresent() ? live.state().getAsInt() : null,
                StateNames.of(live.state()),
                live.mode().isPresent() ? live.mode().getAsInt() : null,
                live.bucketAt(nowMs).name(),
                live.reason(),
                live.product(),
                live.order(),
                finite(live.speed()),
                finite(live.designSpeed()),
                instant(live.lastEventMs()));
    }

    private static Instant instant(OptionalLong ms) {
        return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()) : null;
    }

    /** JSON has no infinity. */
    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }
}
