package io.oeesuite.simulator.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.simulator.link.Fault;
import io.oeesuite.simulator.link.Machines;
import io.oeesuite.simulator.outbox.Notebook;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.simulator.plant.LineMemory;
import io.oeesuite.simulator.plant.LineSpec;
import io.oeesuite.sparkplug.Metric;

/** Plays a line behind an edge node, and remembers where it is, so that a restart goes on there. Not thread-safe: used on the node's executor. */
public final class LineKeeper implements Machines {

    private static final Logger LOG = Logger.getLogger(LineKeeper.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMORY = "line";
    private static final String REACHED = "line.reached";
    private static final long CHUNK_MILLIS = Duration.ofMinutes(10).toMillis();

    private final SimulatedLine line;
    private final Notebook notebook;

    private LineKeeper(SimulatedLine line, Notebook notebook) {
        this.line = line;
        this.notebook = notebook;
    }

    /**
     * Takes up the line where the notebook left it, but not further back than the backfill reaches; begins a new one there when the notebook is empty.
     *
     * @param now milliseconds since 1970 UTC
     */
    public static LineKeeper of(
            LineSpec spec, long seed, double timeScale, Duration backfill, Notebook notebook, long now) {
        long earliest = now - backfill.toMillis();
        Optional<LineMemory> memory = notebook.read(MEMORY).flatMap(LineKeeper::parse);
        long reached = notebook.read(REACHED).map(Long::parseLong).orElse(earliest);
        SimulatedLine line = memory.map(known -> SimulatedLine.resumed(spec, seed, timeScale, known, reached))
                .orElseGet(() -> SimulatedLine.fresh(spec, seed, timeScale, earliest));
        line.skipTo(earliest);
        return new LineKeeper(line, notebook);
    }

    public SimulatedLine line() {
        return line;
    }

    /** Plays up to now, however long that is, and hands the readings on. */
    public void playTo(Consumer<List<Reading>> reader, long now) {
        while (line.reached() + CHUNK_MILLIS < now) {
            play(reader, line.reached() + CHUNK_MILLIS);
        }
        play(reader, now);
    }

    private void play(Consumer<List<Reading>> reader, long until) {
        List<Reading> readings = line.playTo(until);
        notebook.atomically(() -> {
            reader.accept(readings);
            notebook.write(MEMORY, text(line.memory()));
            notebook.write(REACHED, Long.toString(line.reached()));
        });
    }

    @Override
    public void write(Optional<String> device, Metric metric) {
        boolean obeyed = device.isPresent() && line.write(device.get(), metric);
        if (!obeyed) {
            LOG.infof(
                    "The machine cannot obey now device=%s metric=%s",
                    device.orElse(""), metric.name().orElse(""));
        }
    }

    @Override
    public boolean counters(Fault fault) {
        if (fault == Fault.COUNTER_RESET) {
            line.resetCounters();
        } else {
            line.bringCountersToTheirMaximum();
        }
        return true;
    }

    @Override
    public List<Reading> present() {
        return line.present();
    }

    private static Optional<LineMemory> parse(String text) {
        try {
            return Optional.of(JSON.readValue(text, LineMemory.class));
        } catch (JsonProcessingException ofAnOlderVersion) {
            LOG.warnf("The line begins anew: its memory cannot be read (%s)", ofAnOlderVersion.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static String text(LineMemory memory) {
        try {
            return JSON.writeValueAsString(memory);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
