package io.oeesuite.simulator.plant;

import java.time.Duration;

/**
 * Why a machine stops from time to time.
 *
 * @param reason what it reports as its stop reason
 * @param every mean running time between two such stops
 * @param lasts mean length of the stop
 */
public record StopCause(String reason, Duration every, Duration lasts, Kind kind) {

    public StopCause {
        if (every.toSeconds() < 1 || lasts.toSeconds() < 1) {
            throw new IllegalArgumentException("Stop '" + reason + "': every and lasts must be at least PT1S");
        }
        kind = kind == null ? Kind.ABORT : kind;
    }

    /** The way through the state model that such a stop takes. */
    public enum Kind {
        /** A fault: aborted, cleared, reset, started again. */
        ABORT,
        /** Stopped by the operator, reset, started again. */
        STOP,
        /** A short hold that ends by itself. */
        HOLD
    }
}
