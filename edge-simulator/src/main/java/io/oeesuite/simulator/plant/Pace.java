package io.oeesuite.simulator.plant;

import java.util.random.RandomGenerator;

/** How fast a machine runs: the speed asked for, less a loss that drifts around its mean. */
final class Pace {

    private final MachineSpec spec;
    private double design;
    private double set;
    private double drift;
    private double unfinished;

    Pace(MachineSpec spec, Memory memory) {
        this.spec = spec;
        design = memory.design() > 0 ? memory.design() : spec.designSpeed();
        set = memory.set() >= 0 ? memory.set() : design;
        drift = memory.drift();
        unfinished = memory.unfinished();
    }

    void product(Product product) {
        design = spec.designSpeed() * product.speed();
        set = design;
    }

    void set(double itemsPerMinute) {
        set = Math.clamp(itemsPerMinute, 0, 1.2 * design);
    }

    double design() {
        return design;
    }

    double setSpeed() {
        return set;
    }

    /** Items per minute now, to a tenth. */
    double speed() {
        return Math.round(set * Math.clamp(1 - spec.speedLoss() + drift, 0.1, 1) * 10) / 10.0;
    }

    /** A second of running passes: the items that could be made in it. */
    int tick(RandomGenerator random) {
        drift += -0.02 * drift + 0.006 * random.nextGaussian();
        unfinished += speed() / 60;
        int whole = (int) unfinished;
        unfinished -= whole;
        return whole;
    }

    Memory memory() {
        return new Memory(design, set, drift, unfinished);
    }

    /** @param set below 0: whatever the design speed is */
    record Memory(double design, double set, double drift, double unfinished) {

        static final Memory FRESH = new Memory(0, -1, 0, 0);
    }
}
