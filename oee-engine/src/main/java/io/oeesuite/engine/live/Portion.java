package io.oeesuite.engine.live;

/**
 * How much of a restatement is built at once; what is left waits for the next time. A portion of dense data takes a second or so.
 *
 * @param stepMs of so much time the ledger is built in one piece; a multiple of 10 s
 * @param most after so many intervals and slots nothing more is begun
 */
public record Portion(long stepMs, int most) {
    public static final Portion DEFAULT = new Portion(24 * 3_600_000L, 100_000);
}
