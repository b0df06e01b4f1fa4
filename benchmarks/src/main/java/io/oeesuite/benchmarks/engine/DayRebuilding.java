package io.oeesuite.benchmarks.engine;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.oeesuite.engine.facts.ChunkedFactStore;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.Tally;

/** A day of one machine built anew from its facts, as after a late fact: a counter read every second, a stop every few minutes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DayRebuilding {
    static final int SECONDS = 86_400;

    private static final long START_MS = 1_772_409_600_000L;
    private static final long DAY_MS = SECONDS * 1_000L;
    private static final int STOP_EVERY = 300;
    private static final int STOP_LASTS = 40;

    private LedgerBuilder builder;

    @Setup
    public void fill() {
        FactStore facts = new ChunkedFactStore(new SortedBytesInMemory(), "machine");
        facts.put(Observation.of(Signal.DESIGN_SPEED, START_MS, FactValue.of(60.0)));
        for (int second = 0; second <= SECONDS; second++) {
            long ms = START_MS + second * 1_000L;
            facts.put(Observation.of(Signal.TOTAL, ms, FactValue.of((long) second)));
            if (second % STOP_EVERY == 0) {
                facts.put(Observation.of(Signal.STATE, ms, FactValue.of(6)));
            }
            if (second % STOP_EVERY == STOP_EVERY - STOP_LASTS) {
                facts.put(Observation.of(Signal.STATE, ms, FactValue.of(9)));
            }
        }
        builder = new LedgerBuilder(facts, MachineModels.DEFAULT);
    }

    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public Totals day() {
        TimeRange day = new TimeRange(START_MS, START_MS + DAY_MS);
        return Tally.of(day.fromMs(), day.toMs(), builder.part(day, day.toMs())).totals();
    }
}
