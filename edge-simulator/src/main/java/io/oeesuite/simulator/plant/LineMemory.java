package io.oeesuite.simulator.plant;

import java.util.List;

/**
 * What must be kept of a line so that it goes on after a restart where it was.
 *
 * @param seconds how long the line has existed
 * @param secondsLeft until the present part of the order's course ends; unused while producing
 * @param orders how many there have been
 * @param conveyors items on the supply and on each conveyor between machines
 */
public record LineMemory(
        long seconds,
        Course course,
        long secondsLeft,
        int orders,
        List<Integer> conveyors,
        List<MachineMemory> machines) {

    public LineMemory {
        conveyors = List.copyOf(conveyors);
        machines = List.copyOf(machines);
    }

    /** A line that gets its first order at once. */
    static LineMemory fresh(LineSpec spec) {
        return new LineMemory(
                0,
                Course.NO_ORDER,
                1,
                0,
                spec.machines().stream().map(machine -> 0).toList(),
                spec.machines().stream().map(machine -> MachineMemory.fresh()).toList());
    }

    /** Where a line is in the course of an order. */
    public enum Course {
        NO_ORDER,
        SETUP,
        PRODUCING
    }
}
