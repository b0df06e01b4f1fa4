package io.oeesuite.ingest.session;

import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.contracts.RebirthRequest;

/**
 * At most one rebirth request per edge node and interval. What comes too early is not forgotten: it waits, the first of several, until its time has come or an
 * NBIRTH has made it needless.
 *
 * @param lastMs append time at which the last request was due
 */
public record RebirthLimit(OptionalLong lastMs, Optional<RebirthRequest> waiting) {
    public static final RebirthLimit NEW = new RebirthLimit(OptionalLong.empty(), Optional.empty());

    boolean allows(long nowMs, long intervalMs) {
        return lastMs.isEmpty() || nowMs - lastMs.getAsLong() >= intervalMs;
    }

    RebirthLimit sent(long atMs) {
        return new RebirthLimit(OptionalLong.of(atMs), Optional.empty());
    }

    RebirthLimit waitingFor(RebirthRequest request) {
        return waiting.isPresent() ? this : new RebirthLimit(lastMs, Optional.of(request));
    }

    RebirthLimit satisfied() {
        return waiting.isEmpty() ? this : new RebirthLimit(lastMs, Optional.empty());
    }
}
