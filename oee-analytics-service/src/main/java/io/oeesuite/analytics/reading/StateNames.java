package io.oeesuite.analytics.reading;

import java.util.List;
import java.util.OptionalInt;

/** Names of the PackML states (ANSI/ISA-TR88.00.02). */
public final class StateNames {
    private static final List<String> NAMES = List.of(
            "Undefined",
            "Clearing",
            "Stopped",
            "Starting",
            "Idle",
            "Suspended",
            "Execute",
            "Stopping",
            "Aborting",
            "Aborted",
            "Holding",
            "Held",
            "Unholding",
            "Suspending",
            "Unsuspending",
            "Resetting",
            "Completing",
            "Complete");

    private StateNames() {}

    /** The name of a state; "State 42" for a number that a vendor has added, null when the machine has never told its state. */
    public static String of(OptionalInt state) {
        if (state.isEmpty()) {
            return null;
        }
        int number = state.getAsInt();
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "State " + number;
    }
}
