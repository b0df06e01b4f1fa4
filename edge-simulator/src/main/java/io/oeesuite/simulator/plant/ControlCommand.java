package io.oeesuite.simulator.plant;

import java.util.Arrays;
import java.util.Optional;

/** The control commands of PackML with the numbers that `Command/CntrlCmd` takes. */
public enum ControlCommand {
    RESET(1),
    START(2),
    STOP(3),
    HOLD(4),
    UNHOLD(5),
    SUSPEND(6),
    UNSUSPEND(7),
    ABORT(8),
    CLEAR(9),
    COMPLETE(10);

    private final int code;

    ControlCommand(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<ControlCommand> of(long code) {
        return Arrays.stream(values()).filter(command -> command.code == code).findFirst();
    }
}
