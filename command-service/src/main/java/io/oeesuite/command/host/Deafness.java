package io.oeesuite.command.host;

import java.util.OptionalLong;

/** Since when nothing of what edge nodes say gets here, so that nobody knows what is now (Sparkplug 3.0, 5.3: all metrics are stale then). Thread-safe. */
final class Deafness {
    private OptionalLong sinceMs;

    /** @param nowMs milliseconds since 1970 UTC; until something says otherwise, nothing gets here */
    Deafness(long nowMs) {
        sinceMs = OptionalLong.of(nowMs);
    }

    synchronized void note(boolean hearing, long nowMs) {
        if (hearing) {
            sinceMs = OptionalLong.empty();
            return;
        }
        if (sinceMs.isEmpty()) {
            sinceMs = OptionalLong.of(nowMs);
        }
    }

    /** Milliseconds since 1970 UTC; empty while it gets here. */
    synchronized OptionalLong sinceMs() {
        return sinceMs;
    }
}
