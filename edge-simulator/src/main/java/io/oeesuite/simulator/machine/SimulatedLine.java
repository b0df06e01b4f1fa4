package io.oeesuite.simulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.simulator.plant.ControlCommand;
import io.oeesuite.simulator.plant.Line;
import io.oeesuite.simulator.plant.LineMemory;
import io.oeesuite.simulator.plant.LineSpec;
import io.oeesuite.simulator.plant.MachineMemory;
import io.oeesuite.simulator.plant.MachineSnapshot;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Value;

/**
 * A line and the moment it has reached. Time scale 60 makes an hour of the line pass in a minute; timestamps stay those of the real clock, so speeds are 60
 * times higher. Not thread-safe.
 */
public final class SimulatedLine {

    private static final long BEFORE_ROLLOVER = 50;
    private static final double MILLIS_PER_SECOND = 1000;

    private final LineSpec spec;
    private final double timeScale;
    private final Line line;
    private List<MachineSnapshot> reported;
    private long startedAt;
    private long steps;

    /** @param startsAt milliseconds since 1970 UTC up to which the line has already been played */
    private SimulatedLine(Line line, double timeScale, long startsAt) {
        this.line = line;
        this.timeScale = timeScale;
        spec = line.spec();
        startedAt = startsAt;
        reported = line.snapshots();
    }

    public static SimulatedLine fresh(LineSpec spec, long seed, double timeScale, long startsAt) {
        return new SimulatedLine(Line.fresh(spec, seed), timeScale, startsAt);
    }

    public static SimulatedLine resumed(LineSpec spec, long seed, double timeScale, LineMemory memory, long startsAt) {
        return new SimulatedLine(Line.resumed(spec, seed, memory), timeScale, startsAt);
    }

    public LineSpec spec() {
        return spec;
    }

    /** Milliseconds since 1970 UTC up to which the line has been played. */
    public long reached() {
        return at(steps);
    }

    public LineMemory memory() {
        return line.memory();
    }

    public List<MachineSnapshot> snapshots() {
        return line.snapshots();
    }

    /** What all machines show now. */
    public List<Reading> present() {
        List<Reading> readings = new ArrayList<>();
        List<MachineSnapshot> shown = line.snapshots();
        for (int i = 0; i < shown.size(); i++) {
            readings.add(reading(i, shown.get(i)));
        }
        return readings;
    }

    /** Plays the line up to that time, and reports what its machines showed on the way. */
    public List<Reading> playTo(long time) {
        List<Reading> readings = new ArrayList<>();
        while (at(steps + 1) <= time) {
            steps++;
            line.step();
            report(readings);
        }
        return readings;
    }

    /** Passes over the time without playing it, as if the machines had stood under a cloth. */
    public void skipTo(long time) {
        if (time > reached()) {
            startedAt = time;
            steps = 0;
        }
    }

    private long at(long step) {
        return startedAt + (long) (step * MILLIS_PER_SECOND / timeScale);
    }

    private void report(List<Reading> readings) {
        boolean due = line.seconds() % Math.max(1, Math.round(spec.reportEvery().toSeconds() * timeScale)) == 0;
        List<MachineSnapshot> shown = line.snapshots();
        List<MachineSnapshot> now = new ArrayList<>(reported);
        for (int i = 0; i < shown.size(); i++) {
            if (due || shown.get(i).differsInState(reported.get(i))) {
                now.set(i, shown.get(i));
                readings.add(reading(i, shown.get(i)));
            }
        }
        reported = now;
    }

    private Reading reading(int machine, MachineSnapshot shown) {
        return new Reading(
                Optional.of(spec.machines().get(machine).id()), MachineMetrics.read(shown, timeScale, reached()));
    }

    /** Obeys a command, as far as the machine can; false when the metric is none of a machine's commands, or it cannot obey now. */
    public boolean write(String machine, Metric metric) {
        Value value = metric.value().orElse(null);
        if (value instanceof LongValue(long code) && isNamed(metric, MachineMetrics.CONTROL)) {
            return ControlCommand.of(code)
                    .map(command -> line.command(machine, command))
                    .orElse(false);
        }
        if (value instanceof DoubleValue(double speed) && isNamed(metric, MachineMetrics.SET_SPEED)) {
            return line.setSpeed(machine, speed / timeScale);
        }
        return false;
    }

    public void resetCounters() {
        setCounters(0);
    }

    public void bringCountersToTheirMaximum() {
        setCounters(MachineMemory.PACKML_COUNTER_MAXIMUM - BEFORE_ROLLOVER);
    }

    // the jump has an instant of its own: none shows two values
    private void setCounters(long total) {
        line.setCounters(total, 0);
        skipTo(reached() + 1);
    }

    private static boolean isNamed(Metric metric, String name) {
        return metric.name().filter(name::equals).isPresent();
    }
}
