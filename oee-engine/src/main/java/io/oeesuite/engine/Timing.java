package io.oeesuite.engine;

/**
 * When decisions fall, on the clock of the log.
 *
 * @param graceMs how long after its time a fact is waited for before windows are decided and stops are taken to go on; ≥ 0
 * @param gatherMs late facts are gathered, and what they touch is built anew when the clock passes a multiple of this; 0 for at once
 */
public record Timing(long graceMs, long gatherMs) {
    public static final Timing DEFAULT = new Timing(5_000, 1_000);

    public Timing {
        if (graceMs < 0 || gatherMs < 0) {
            throw new IllegalArgumentException("grace and gathering time must not be negative");
        }
    }
}
