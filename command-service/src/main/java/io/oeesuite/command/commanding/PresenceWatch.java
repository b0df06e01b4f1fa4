package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.OptionalLong;

/** Sees the host come and go. Not thread-safe. */
final class PresenceWatch {
    private final long graceMs;
    private OptionalLong onlineSinceMs = OptionalLong.empty();

    /** @param grace how long edge nodes may take to come back after the host has */
    PresenceWatch(Duration grace) {
        this.graceMs = grace.toMillis();
    }

    /** Nobody has watched for a while: what is seen next is the beginning. */
    void forget() {
        onlineSinceMs = OptionalLong.empty();
    }

    /** @param nowMs milliseconds since 1970 UTC */
    HostPresence see(boolean online, long nowMs) {
        if (!online) {
            onlineSinceMs = OptionalLong.empty();
            return HostPresence.AWAY;
        }
        if (onlineSinceMs.isEmpty()) {
            onlineSinceMs = OptionalLong.of(nowMs);
        }
        return nowMs - onlineSinceMs.getAsLong() >= graceMs ? HostPresence.SETTLED : HostPresence.BACK;
    }
}
