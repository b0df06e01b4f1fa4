package io.oeesuite.command.host;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import io.oeesuite.contracts.HostHealth;

/**
 * Whether somebody stores what is published: at least one replica of ingest-service says so, again and again. What counts is how old its word was when it was heard: what
 * waited in Kafka while nobody could read it is no sign of life. Thread-safe.
 */
final class Heartbeats {
    private final long limitMs;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Heartbeats(Duration limit) {
        limitMs = limit.toMillis();
    }

    /**
     * @param ageMs since it was said, by the time of its record; below 0 where that clock is ahead of ours
     * @param nowMs of a clock that never jumps
     */
    void hear(HostHealth beat, long ageMs, long nowMs) {
        if (beat.getMqttConnected()) {
            heard.put(beat.getClientId(), nowMs - Math.max(0, ageMs));
            return;
        }
        heard.remove(beat.getClientId());
    }

    boolean areFresh(long nowMs) {
        heard.values().removeIf(time -> nowMs - time > limitMs);
        return !heard.isEmpty();
    }

    /** How old the last one is; empty when there is none that counts. */
    OptionalLong ageMs(long nowMs) {
        return heard.values().stream().mapToLong(time -> nowMs - time).min();
    }
}
