package io.oeesuite.engine.facts;

import java.util.Objects;

/**
 * A value that a machine reported of itself.
 *
 * @param baseline a counter's value at birth: where counting goes on from, never production
 * @param historical told afterwards; it is placed in the ledger at its own time and never moves the live state
 * @param skewed ahead of the time of receipt by more than the limit
 */
public record Observation(
        Signal signal, long timeMs, FactValue value, boolean baseline, boolean historical, boolean skewed)
        implements Fact {

    public Observation {
        Objects.requireNonNull(signal, "signal");
        if (value.kind() != signal.kind()) {
            throw new IllegalArgumentException(signal + " takes a value of kind " + signal.kind() + ", not " + value);
        }
        baseline &= signal.isCounter();
    }

    public static Observation of(Signal signal, long timeMs, FactValue value) {
        return new Observation(signal, timeMs, value, false, false, false);
    }

    /** Something was heard of a machine without a session. */
    public static Observation heard(long timeMs) {
        return of(Signal.HEARD, timeMs, FactValue.of(1L));
    }

    public Observation asBaseline() {
        return new Observation(signal, timeMs, value, true, historical, skewed);
    }

    public Observation asHistorical() {
        return new Observation(signal, timeMs, value, baseline, true, skewed);
    }

    public Observation asSkewed() {
        return new Observation(signal, timeMs, value, baseline, historical, true);
    }
}
