package io.oeesuite.engine.ledger;

/** Where a millisecond of calendar time goes: exactly one bucket, always. The order is the order of precedence, most planned first. */
public enum LedgerBucket {
    /** Outside the shift calendar. */
    NOT_SCHEDULED,
    /** Breaks, planned maintenance, no order. */
    PLANNED_DOWN,
    /** Offline, or the machine says it does not know. */
    NO_DATA,
    /** Set-up and changeover. */
    SETUP,
    /** Faults and every other unplanned stop that is not a minor one. */
    UNPLANNED_DOWN,
    /** An unplanned stop strictly shorter than the machine's threshold; part of the actual production time. */
    MINOR_STOP,
    /** Producing. */
    RUN
}
