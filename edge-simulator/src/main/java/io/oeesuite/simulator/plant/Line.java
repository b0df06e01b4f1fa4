package io.oeesuite.simulator.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.oeesuite.simulator.plant.LineMemory.Course;

/**
 * A line of machines with the conveyors between them and the orders it works through. The same specification, seed and memory always give
 * the same course of events. Not thread-safe.
 */
public final class Line {

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private final LineSpec spec;
    private final long seed;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Conveyor> conveyors = new ArrayList<>();
    private final Conveyor store = new Conveyor(Integer.MAX_VALUE, 0);
    private long seconds;
    private Course course;
    private long secondsLeft;
    private int orders;

    private Line(LineSpec spec, long seed, LineMemory memory) {
        this.spec = spec;
        this.seed = seed;
        seconds = memory.seconds();
        course = memory.course();
        secondsLeft = memory.secondsLeft();
        orders = memory.orders();
        RandomGenerator random = random();
        for (int i = 0; i < spec.machines().size(); i++) {
            MachineSpec machine = spec.machines().get(i);
            machines.add(new Machine(machine, memory.machines().get(i), random));
            conveyors.add(new Conveyor(
                    i == 0 ? Integer.MAX_VALUE : machine.buffer(),
                    memory.conveyors().get(i)));
        }
    }

    /** A new line, idle, about to get its first order. */
    public static Line fresh(LineSpec spec, long seed) {
        return new Line(spec, seed, LineMemory.fresh(spec));
    }

    /** A line that goes on where it was; a fresh one when the memory is of a line with other machines. */
    public static Line resumed(LineSpec spec, long seed, LineMemory memory) {
        return memory.machines().size() == spec.machines().size() ? new Line(spec, seed, memory) : fresh(spec, seed);
    }

    public LineSpec spec() {
        return spec;
    }

    /** Seconds that this line has lived through. */
    public long seconds() {
        return seconds;
    }

    /** One second passes. */
    public void step() {
        seconds++;
        RandomGenerator random = random();
        store.clear();
        switch (course) {
            case NO_ORDER -> awaitOrder(random);
            case SETUP -> awaitSetup();
            case PRODUCING -> awaitCompletion(random);
        }
        for (int i = 0; i < machines.size(); i++) {
            boolean moreToCome = i > 0 && !machines.get(i - 1).hasCompleted();
            Conveyor outfeed = i + 1 < machines.size() ? conveyors.get(i + 1) : store;
            machines.get(i).step(conveyors.get(i), moreToCome, outfeed, random);
        }
    }

    /** What the machines show now, in the order of the line. */
    public List<MachineSnapshot> snapshots() {
        return machines.stream().map(Machine::snapshot).toList();
    }

    /** Passes an operator's command on to a machine; false when there is no such machine or it cannot obey now. */
    public boolean command(String machine, ControlCommand command) {
        boolean first = machines.getFirst().spec().id().equals(machine);
        if (command == ControlCommand.COMPLETE && first && course == Course.PRODUCING) {
            conveyors.getFirst().clear();
            return true;
        }
        return find(machine).map(found -> found.obey(command)).orElse(false);
    }

    /** Sets a machine's speed, items per minute; false when there is no such machine. */
    public boolean setSpeed(String machine, double itemsPerMinute) {
        find(machine).ifPresent(found -> found.setSpeed(itemsPerMinute));
        return find(machine).isPresent();
    }

    /** Sets all counters, as a replaced or restarted PLC would. */
    public void setCounters(long total, long rejects) {
        machines.forEach(machine -> machine.setCounters(total, rejects));
    }

    public LineMemory memory() {
        return new LineMemory(
                seconds,
                course,
                secondsLeft,
                orders,
                conveyors.stream().map(Conveyor::items).toList(),
                machines.stream().map(Machine::memory).toList());
    }

    private void awaitOrder(RandomGenerator random) {
        if (--secondsLeft > 0) {
            return;
        }
        orders++;
        Product product = spec.products().get(random.nextInt(spec.products().size()));
        String order = "%s-%05d".formatted(spec.node().substring(spec.node().lastIndexOf('-') + 1), orders);
        machines.forEach(machine -> machine.mode(UnitMode.PRODUCTION));
        machines.forEach(machine -> machine.beginSetup(order, product));
        OrderPattern pattern = spec.orders();
        conveyors.forEach(Conveyor::clear);
        conveyors.getFirst().put(random.nextInt(pattern.smallest(), pattern.largest() + 1));
        course = Course.SETUP;
        secondsLeft = spec.machines().stream()
                .mapToLong(machine -> machine.setup().toSeconds())
                .max()
                .orElseThrow();
        secondsLeft = Math.max(1, Math.round(secondsLeft * random.nextDouble(0.6, 1.6)));
    }

    private void awaitSetup() {
        if (--secondsLeft > 0) {
            return;
        }
        machines.forEach(Machine::endSetup);
        course = Course.PRODUCING;
    }

    private void awaitCompletion(RandomGenerator random) {
        if (!machines.stream().allMatch(Machine::hasCompleted)) {
            return;
        }
        machines.forEach(Machine::endOrder);
        course = Course.NO_ORDER;
        secondsLeft = 10;
        if (random.nextDouble() < spec.orders().pauseChance()) {
            secondsLeft +=
                    Math.round(random.nextExponential() * spec.orders().pause().toSeconds());
            if (random.nextDouble() < spec.orders().maintenanceChance()) {
                machines.forEach(machine -> machine.mode(UnitMode.MAINTENANCE));
            }
        }
    }

    private Optional<Machine> find(String id) {
        return machines.stream()
                .filter(machine -> machine.spec().id().equals(id))
                .findFirst();
    }

    // each second has its own generator, so that a resumed line needs no memory of one
    private RandomGenerator random() {
        return RANDOM.create(seed * 0x9E3779B97F4A7C15L
                + seconds * 0xBF58476D1CE4E5B9L
                + spec.node().hashCode());
    }
}
