package io.oeesuite.command.host;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import io.oeesuite.contracts.HostHealth;

/**
 * Whether somebody stores what is published: at least one replica of ingest-service says so, again and again. Only what is heard live counts, by the time it is heard,
 * so that no clock but ours matters. Thread-safe.
 */
final class Heartbeats {
    private final long limitMs;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Heartbeats(Duration limit) {
        limitMs = limit.toMillis();
    }

    /** @param nowMs of a clock that never jumps */
    void hear(HostHealth beat, long nowMs) {
        if (beat.getMqttConnected()) {
            heard.put(beat.getClientId(), nowMs);
            return;
        }
        heard.remove(beat.getClientId());
    }

    boolean areFresh(long nowMs) {
        heard.values().removeIf(time -> nowMs - time > limitMs);
        return !heard.isEmpty();
    }

    /** How long ago the last one was heard; empty when there is none that counts. */
    OptionalLong ageMs(long nowMs) {
        return heard.values().stream().mapToLong(time -> nowMs - time).min();
    }
}
