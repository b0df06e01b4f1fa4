package io.oeesuite.simulator.plant;

import java.util.List;

/**
 * What must be kept of a machine so that it goes on after a restart where it was.
 *
 * @param counterMaximum the counters' last value before they roll over to 0
 * @param waited seconds for which nothing could be made
 * @param held suspended by an operator, who alone can end it
 */
public record MachineMemory(
        PackMlUnit.Memory unit,
        UnitMode mode,
        long total,
        long rejects,
        long counterMaximum,
        String reason,
        String product,
        String order,
        int startupLeft,
        int waited,
        boolean held,
        List<Double> stopClocks,
        Pace.Memory pace) {

    /** The maximum of PackML's 32-bit counters. */
    public static final long PACKML_COUNTER_MAXIMUM = Integer.MAX_VALUE;

    public MachineMemory {
        stopClocks = List.copyOf(stopClocks);
    }

    static MachineMemory fresh() {
        return new MachineMemory(
                PackMlUnit.Memory.IDLE,
                UnitMode.PRODUCTION,
                0,
                0,
                PACKML_COUNTER_MAXIMUM,
                "",
                "",
                "",
                0,
                0,
                false,
                List.of(),
                Pace.Memory.FRESH);
    }
}
