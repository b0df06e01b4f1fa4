package io.oeesuite.simulator.link;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that goes wrong on purpose. */
public enum Fault {
    /** Every n-th data message is sent twice. */
    DUPLICATES,
    /** Every n-th data message changes places with the one after it. */
    REORDERING,
    /** Every n-th data message is not sent, though its sequence number is used up; its data follows as historical data after the next birth. */
    GAPS,
    /** All timestamps are wrong by the amount. */
    CLOCK_SKEW,
    /** Data messages arrive late by the amount, with their right timestamps. */
    LATE_DATA,
    /** The counters stand just below their maximum and soon begin again at 0. */
    COUNTER_ROLLOVER,
    /** The counters are set to 0. */
    COUNTER_RESET,
    /** After every n-th data message follows one that is no Sparkplug payload. */
    MALFORMED_PAYLOAD;

    /** The fault of that name, as in a path: `clock-skew`. */
    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.pathName().equals(name))
                .findFirst();
    }

    public String pathName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the fault lies in the machines and not in the messages. */
    public boolean isOfCounters() {
        return this == COUNTER_ROLLOVER || this == COUNTER_RESET;
    }
}
