package io.oeesuite.simulator.plant;

import java.util.Locale;
import java.util.random.RandomGenerator;

import static io.oeesuite.simulator.plant.PackMlState.COMPLETE;
import static io.oeesuite.simulator.plant.PackMlState.COMPLETING;
import static io.oeesuite.simulator.plant.PackMlState.EXECUTE;
import static io.oeesuite.simulator.plant.PackMlState.IDLE;
import static io.oeesuite.simulator.plant.PackMlState.RESETTING;
import static io.oeesuite.simulator.plant.PackMlState.STARTING;
import static io.oeesuite.simulator.plant.PackMlState.SUSPENDED;
import static io.oeesuite.simulator.plant.PackMlState.SUSPENDING;
import static io.oeesuite.simulator.plant.PackMlState.UNSUSPENDING;

/** One machine: takes items from the conveyor before it and puts the good ones on the one behind it, unless something stops it. */
final class Machine {

    private static final int PATIENCE_SECONDS = 3;

    private final MachineSpec spec;
    private final PackMlUnit unit;
    private final Counters counters;
    private final StopClocks clocks;
    private final Pace pace;
    private UnitMode mode;
    private String reason;
    private String product;
    private String order;
    private int startupLeft;
    private int waited;
    private boolean held;

    Machine(MachineSpec spec, MachineMemory memory, RandomGenerator random) {
        this.spec = spec;
        unit = new PackMlUnit(memory.unit());
        counters = new Counters(memory.total(), memory.rejects(), memory.counterMaximum());
        clocks = new StopClocks(spec.stops(), memory.stopClocks(), random);
        pace = new Pace(spec, memory.pace());
        mode = memory.mode();
        reason = memory.reason();
        product = memory.product();
        order = memory.order();
        startupLeft = memory.startupLeft();
        waited = memory.waited();
        held = memory.held();
    }

    /** One second passes. `moreToCome` says whether the machine before this one is still at work on the order. */
    void step(Conveyor infeed, boolean moreToCome, Conveyor outfeed, RandomGenerator random) {
        PackMlState before = unit.state();
        unit.tick();
        if (unit.state() == EXECUTE) {
            if (before == STARTING) {
                startupLeft = spec.startupItems();
            }
            if (before != EXECUTE) {
                reason = "";
            }
            execute(infeed, moreToCome, outfeed, random);
            return;
        }
        boolean flows = outfeed.room() > 0 && (!moreToCome || infeed.items() >= infeed.places() / 10);
        if (unit.state() == SUSPENDED && !held && flows) {
            unit.go(Phase.of(UNSUSPENDING, 2), Phase.until(EXECUTE));
        }
    }

    private void execute(Conveyor infeed, boolean moreToCome, Conveyor outfeed, RandomGenerator random) {
        if (!moreToCome && infeed.items() == 0) {
            unit.go(Phase.of(COMPLETING, 3), Phase.until(COMPLETE));
            return;
        }
        var stop = clocks.tick(random);
        if (stop.isPresent()) {
            reason = stop.get().reason();
            StopCourse.of(stop.get(), random).accept(unit);
            return;
        }
        int wanted = pace.tick(random);
        int possible = Math.min(wanted, Math.min(infeed.items(), outfeed.room()));
        make(possible, infeed, outfeed, random);
        waited = possible == 0 && (infeed.items() == 0 || outfeed.room() == 0) ? waited + 1 : 0;
        if (waited > PATIENCE_SECONDS) {
            waited = 0;
            reason = outfeed.room() == 0 ? "Blocked" : "Starved";
            unit.go(Phase.of(SUSPENDING, 1), Phase.until(SUSPENDED));
        }
    }

    private void make(int items, Conveyor infeed, Conveyor outfeed, RandomGenerator random) {
        int rejected = 0;
        for (int i = 0; i < items; i++) {
            double rate = startupLeft > 0 ? spec.startupRejectRate() : spec.rejectRate();
            startupLeft = Math.max(0, startupLeft - 1);
            rejected += random.nextDouble() < rate ? 1 : 0;
        }
        counters.add(items, rejected);
        infeed.take(items);
        outfeed.put(items - rejected);
    }

    /** The order whose product is set up now: mode manual until {@link #endSetup}. */
    void beginSetup(String newOrder, Product newProduct) {
        order = newOrder;
        product = newProduct.id();
        pace.product(newProduct);
        mode = UnitMode.MANUAL;
        reason = "Changeover";
    }

    void endSetup() {
        mode = UnitMode.PRODUCTION;
        reason = "";
        if (unit.state() == IDLE) {
            unit.go(Phase.of(STARTING, 5), Phase.until(EXECUTE));
        }
    }

    void endOrder() {
        order = "";
        if (unit.state() == COMPLETE) {
            unit.go(Phase.of(RESETTING, 4), Phase.until(IDLE));
        }
    }

    void mode(UnitMode newMode) {
        mode = newMode;
    }

    boolean hasCompleted() {
        return unit.state() == COMPLETE;
    }

    /** Obeys an operator, as far as PackML allows it in the present state; false when it does not. */
    boolean obey(ControlCommand command) {
        boolean mayStart = !order.isEmpty() && mode == UnitMode.PRODUCTION;
        var course = OperatorCourse.of(command, unit.state(), mayStart);
        if (course.isEmpty()) {
            return false;
        }
        if (command == ControlCommand.STOP || command == ControlCommand.ABORT || command == ControlCommand.HOLD) {
            reason = "Operator " + command.name().toLowerCase(Locale.ROOT);
        }
        held = command == ControlCommand.SUSPEND;
        course.get().accept(unit);
        return true;
    }

    /** The speed that an operator asks for, items per minute; kept between 0 and 1.2 × the design speed. */
    void setSpeed(double itemsPerMinute) {
        pace.set(itemsPerMinute);
    }

    void setCounters(long total, long rejects) {
        counters.set(total, rejects);
    }

    MachineSpec spec() {
        return spec;
    }

    MachineSnapshot snapshot() {
        double speed = unit.state() == EXECUTE ? pace.speed() : 0;
        return new MachineSnapshot(
                unit.state(),
                mode,
                speed,
                pace.design(),
                pace.setSpeed(),
                counters.total(),
                counters.rejects(),
                reason,
                product,
                order);
    }

    MachineMemory memory() {
        return new MachineMemory(
                unit.memory(),
                mode,
                counters.total(),
                counters.rejects(),
                counters.maximum(),
                reason,
                product,
                order,
                startupLeft,
                waited,
                held,
                clocks.memory(),
                pace.memory());
    }
}
