package io.oeesuite.simulator.plant;

import java.util.Set;

/**
 * The states of a PackML unit (ISA-TR88.00.02) with their numbers, and which may follow which.
 *
 * <pre>
 *   STOPPED → RESETTING → IDLE → STARTING → EXECUTE → COMPLETING → COMPLETE → RESETTING
 *   EXECUTE → HOLDING → HELD → UNHOLDING → EXECUTE
 *   EXECUTE → SUSPENDING → SUSPENDED → UNSUSPENDING → EXECUTE
 *   any but the stopped and aborted ones → STOPPING → STOPPED
 *   any but the aborted ones → ABORTING → ABORTED → CLEARING → STOPPED
 * </pre>
 */
public enum PackMlState {
    UNDEFINED(0),
    CLEARING(1),
    STOPPED(2),
    STARTING(3),
    IDLE(4),
    SUSPENDED(5),
    EXECUTE(6),
    STOPPING(7),
    ABORTING(8),
    ABORTED(9),
    HOLDING(10),
    HELD(11),
    UNHOLDING(12),
    SUSPENDING(13),
    UNSUSPENDING(14),
    RESETTING(15),
    COMPLETING(16),
    COMPLETE(17);

    private static final Set<PackMlState> ABORT_SIDE = Set.of(ABORTING, ABORTED);
    private static final Set<PackMlState> STOP_SIDE = Set.of(STOPPING, STOPPED, CLEARING, ABORTING, ABORTED);

    private final int code;

    PackMlState(int code) {
        this.code = code;
    }

    /** The number that `Status/StateCurrent` carries, 0..17. */
    public int code() {
        return code;
    }

    /** Whether the state model allows going from this state straight to `next`. */
    public boolean mayBecome(PackMlState next) {
        if (next == ABORTING) {
            return !ABORT_SIDE.contains(this);
        }
        if (next == STOPPING) {
            return !STOP_SIDE.contains(this);
        }
        return switch (this) {
            case UNDEFINED -> next == STOPPED || next == IDLE;
            case CLEARING, STOPPING -> next == STOPPED;
            case STOPPED, COMPLETE -> next == RESETTING;
            case RESETTING -> next == IDLE;
            case IDLE -> next == STARTING;
            case STARTING, UNHOLDING, UNSUSPENDING -> next == EXECUTE;
            case EXECUTE -> next == HOLDING || next == SUSPENDING || next == COMPLETING;
            case HOLDING -> next == HELD;
            case HELD -> next == UNHOLDING;
            case SUSPENDING -> next == SUSPENDED;
            case SUSPENDED -> next == UNSUSPENDING;
            case COMPLETING -> next == COMPLETE;
            case ABORTING -> next == ABORTED;
            case ABORTED -> next == CLEARING;
        };
    }
}
