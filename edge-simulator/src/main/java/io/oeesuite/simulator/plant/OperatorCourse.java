package io.oeesuite.simulator.plant;

import java.util.Optional;
import java.util.function.Consumer;

import static io.oeesuite.simulator.plant.PackMlState.ABORTED;
import static io.oeesuite.simulator.plant.PackMlState.ABORTING;
import static io.oeesuite.simulator.plant.PackMlState.CLEARING;
import static io.oeesuite.simulator.plant.PackMlState.EXECUTE;
import static io.oeesuite.simulator.plant.PackMlState.HELD;
import static io.oeesuite.simulator.plant.PackMlState.HOLDING;
import static io.oeesuite.simulator.plant.PackMlState.IDLE;
import static io.oeesuite.simulator.plant.PackMlState.RESETTING;
import static io.oeesuite.simulator.plant.PackMlState.STARTING;
import static io.oeesuite.simulator.plant.PackMlState.STOPPED;
import static io.oeesuite.simulator.plant.PackMlState.STOPPING;
import static io.oeesuite.simulator.plant.PackMlState.SUSPENDED;
import static io.oeesuite.simulator.plant.PackMlState.SUSPENDING;
import static io.oeesuite.simulator.plant.PackMlState.UNHOLDING;
import static io.oeesuite.simulator.plant.PackMlState.UNSUSPENDING;

/** The way that a machine takes through the state model when an operator commands it; none when the command makes no sense in the present state. */
final class OperatorCourse {

    private OperatorCourse() {}

    static Optional<Consumer<PackMlUnit>> of(ControlCommand command, PackMlState state, boolean mayStart) {
        return switch (command) {
            case RESET -> when(state == STOPPED, Phase.of(RESETTING, 5), Phase.until(IDLE));
            case START -> start(state, mayStart);
            case STOP -> when(state.mayBecome(STOPPING), Phase.of(STOPPING, 3), Phase.until(STOPPED));
            case HOLD -> when(state == EXECUTE, Phase.of(HOLDING, 1), Phase.until(HELD));
            case UNHOLD -> when(state == HELD, Phase.of(UNHOLDING, 2), Phase.until(EXECUTE));
            case SUSPEND -> when(state == EXECUTE, Phase.of(SUSPENDING, 1), Phase.until(SUSPENDED));
            case UNSUSPEND -> when(state == SUSPENDED, Phase.of(UNSUSPENDING, 2), Phase.until(EXECUTE));
            case ABORT -> when(state.mayBecome(ABORTING), Phase.of(ABORTING, 2), Phase.until(ABORTED));
            case CLEAR -> when(state == ABORTED, Phase.of(CLEARING, 5), Phase.until(STOPPED));
            case COMPLETE -> Optional.empty();
        };
    }

    private static Optional<Consumer<PackMlUnit>> start(PackMlState state, boolean mayStart) {
        if (state == STOPPED) {
            return when(
                    mayStart, Phase.of(RESETTING, 5), Phase.of(IDLE, 1), Phase.of(STARTING, 5), Phase.until(EXECUTE));
        }
        return when(mayStart && state == IDLE, Phase.of(STARTING, 5), Phase.until(EXECUTE));
    }

    private static Optional<Consumer<PackMlUnit>> when(boolean allowed, Phase first, Phase... then) {
        return allowed ? Optional.of(unit -> unit.go(first, then)) : Optional.empty();
    }
}
