package io.oeesuite.engine.ledger;

/** Why the ledger changed. Of several causes that come together, the last in this order is told. */
public enum Cause {
    /** A fact came as it happened. */
    LIVE,
    /** A stop went on for longer than a minor one. */
    STOP_OUTGREW,
    /** History was told. */
    HISTORICAL,
    /** A fact came late, out of order or a second time with another value. */
    LATE,
    /** The machine is to be read differently. */
    MODEL,
    CORRECTION;

    public Cause or(Cause other) {
        return other.compareTo(this) > 0 ? other : this;
    }
}
