package io.oeesuite.simulator.plant;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The way that a stop takes through the state model, back to running. */
final class StopCourse {

    private static final double SPREAD = 0.6;

    private StopCourse() {}

    static Consumer<PackMlUnit> of(StopCause cause, RandomGenerator random) {
        long seconds = length(cause, random);
        Phase execute = Phase.until(PackMlState.EXECUTE);
        Phase resetting = Phase.of(PackMlState.RESETTING, 5);
        Phase idle = Phase.of(PackMlState.IDLE, 2);
        Phase starting = Phase.of(PackMlState.STARTING, 5);
        return switch (cause.kind()) {
            case ABORT ->
                unit -> unit.go(
                        Phase.of(PackMlState.ABORTING, 2),
                        Phase.of(PackMlState.ABORTED, seconds),
                        Phase.of(PackMlState.CLEARING, 5),
                        Phase.of(PackMlState.STOPPED, 5),
                        resetting,
                        idle,
                        starting,
                        execute);
            case STOP ->
                unit -> unit.go(
                        Phase.of(PackMlState.STOPPING, 3),
                        Phase.of(PackMlState.STOPPED, seconds),
                        resetting,
                        idle,
                        starting,
                        execute);
            case HOLD ->
                unit -> unit.go(
                        Phase.of(PackMlState.HOLDING, 1),
                        Phase.of(PackMlState.HELD, seconds),
                        Phase.of(PackMlState.UNHOLDING, 2),
                        execute);
        };
    }

    /** Log-normal around the mean: many short stops, a few long ones. */
    private static long length(StopCause cause, RandomGenerator random) {
        double factor = Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
        return Math.max(1, Math.round(cause.lasts().toSeconds() * factor));
    }
}
