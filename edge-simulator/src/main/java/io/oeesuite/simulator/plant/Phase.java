package io.oeesuite.simulator.plant;

/**
 * A stay in one state.
 *
 * @param seconds how long, at least 1; {@link #FOREVER} until something else happens
 */
public record Phase(PackMlState state, long seconds) {

    public static final long FOREVER = Long.MAX_VALUE;

    public Phase {
        if (seconds < 1) {
            throw new IllegalArgumentException("A stay in " + state + " lasts at least a second, not " + seconds);
        }
    }

    static Phase of(PackMlState state, long seconds) {
        return new Phase(state, seconds);
    }

    static Phase until(PackMlState state) {
        return new Phase(state, FOREVER);
    }
}
