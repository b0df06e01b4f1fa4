package io.oeesuite.engine.ledger;

/** What should be known of a figure before it is trusted. */
public enum LedgerFlag {
    /** Two values of one metric came for one instant; the greater won. */
    CONFLICT,
    COUNTER_RESET,
    COUNTER_ROLLOVER,
    /** More was made than the ideal cycle allows. */
    PERFORMANCE_OVER_1,
    /** Items were counted while no ideal cycle time was known. */
    IDEAL_MISSING,
    REJECTS_OVER_TOTAL,
    /** A fact was ahead of the time of its receipt by more than the limit. */
    CLOCK_SKEW,
    /** Items were counted by the first reading after an outage. */
    GAP_COUNT
}
