package io.oeesuite.simulator.plant;

import java.time.Duration;
import java.util.List;

/**
 * One machine of a line, as a scenario describes it.
 *
 * @param id device id
 * @param designSpeed items per minute, above 0
 * @param speedLoss mean share of the design speed that is lost while running, 0..0.9
 * @param rejectRate share of the items that are rejected, 0..1
 * @param startupItems items after each start that are rejected more often
 * @param startupRejectRate share of these that are rejected, 0..1
 * @param buffer places on the conveyor in front of the machine; unused for the first one
 * @param setup mean length of a changeover
 */
public record MachineSpec(
        String id,
        double designSpeed,
        double speedLoss,
        double rejectRate,
        int startupItems,
        double startupRejectRate,
        int buffer,
        Duration setup,
        List<StopCause> stops) {

    public MachineSpec {
        stops = stops == null ? List.of() : List.copyOf(stops);
        setup = setup == null ? Duration.ofMinutes(10) : setup;
        buffer = buffer == 0 ? 100 : buffer;
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("A machine needs an id");
        }
        if (!(designSpeed > 0)) {
            throw new IllegalArgumentException("Machine " + id + ": designSpeed must be above 0 items per minute");
        }
        share(id, "speedLoss", speedLoss, 0.9);
        share(id, "rejectRate", rejectRate, 1);
        share(id, "startupRejectRate", startupRejectRate, 1);
        if (buffer < 1 || startupItems < 0) {
            throw new IllegalArgumentException(
                    "Machine " + id + ": buffer must be at least 1, startupItems at least 0");
        }
    }

    private static void share(String id, String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("Machine " + id + ": " + name + " must lie between 0 and " + most);
        }
    }
}
