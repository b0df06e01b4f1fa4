package io.oeesuite.benchmarks.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;

/**
 * Facts per second through the engine in one thread, from 10 to 100,000 machines: its live core alone, beside the same walk through memory without the engine, and the way that facts take in the service, which
 * keeps, tells and decides. Takes about two minutes.
 */
public final class EngineBenchmark implements Benchmark {
    private static final int FEW = 10;
    private static final int MANY = 100_000;
    private static final double GOAL_MILLIONS = 10;
    private static final double FLAT = 0.8;
    private static final double GOAL_REBUILT_MILLIONS = 1;
    // The profiler counts what JMH itself allocates per iteration.
    private static final double NOTHING = 0.1;

    /** Prints the figures. */
    public static void main(String[] args) throws RunnerException {
        System.out.println(new FigureTable(new EngineBenchmark().run()));
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public List<Figure> run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(LiveFacts.class.getName())
                        .include(DayRebuilding.class.getName())
                        .addProfiler(GCProfiler.class)
                        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                        .forks(1)
                        .warmupIterations(10)
                        .warmupTime(TimeValue.milliseconds(200))
                        .measurementIterations(20)
                        .measurementTime(TimeValue.milliseconds(100))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        List<Figure> figures = new ArrayList<>();
        for (int machines : new int[] {FEW, 1_000, 10_000, MANY}) {
            figures.add(live(machines, results));
        }
        figures.add(flatness(results));
        Collection<RunResult> kept = new Runner(keptFacts()).run();
        for (int machines : new int[] {FEW, 1_000, 10_000, MANY}) {
            figures.add(kept(machines, kept, results));
        }
        figures.add(keptFlatness(kept));
        figures.add(allocation(results));
        figures.add(rebuilding(results));
        return figures;
    }

    /** In single shots of a fixed number of facts: what is kept grows with them. */
    private static Options keptFacts() {
        return new OptionsBuilder()
                .include(KeptFacts.class.getName())
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
                .forks(1)
                .warmupIterations(8)
                .measurementIterations(8)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Figure kept(int machines, Collection<RunResult> kept, Collection<RunResult> core) {
        double ours = millions(result("kept", machines, kept));
        return new Figure(
                String.format(Locale.ROOT, "facts kept, told and decided, million/s/core (%,d machines)", machines),
                number(ours),
                "live core only " + number(millions(result("live", machines, core))),
                ">= 10",
                ours >= GOAL_MILLIONS,
                ours >= GOAL_MILLIONS
                        ? ""
                        : "each fact rewrites its minute in a sorted map; each minute is decided from what is kept");
    }

    private static Figure keptFlatness(Collection<RunResult> kept) {
        double ours = millions(result("kept", MANY, kept)) / millions(result("kept", FEW, kept));
        return new Figure(
                "facts kept, told and decided, 100,000 machines as fast as 10, ratio",
                number(ours),
                "all alike 1",
                ">= 0.8",
                ours >= FLAT,
                ours >= FLAT ? "" : "the sorted map deepens and leaves the cache");
    }

    private static Figure live(int machines, Collection<RunResult> results) {
        double ours = millions(result("live", machines, results));
        double limit = millions(result("walk", machines, results));
        return new Figure(
                String.format(Locale.ROOT, "live core only, facts not kept, million/s/core (%,d machines)", machines),
                number(ours),
                "bare walk through memory " + number(limit),
                ">= 10",
                ours >= GOAL_MILLIONS,
                ours >= GOAL_MILLIONS ? "" : "memory latency: each fact meets another machine");
    }

    private static Figure flatness(Collection<RunResult> results) {
        double ours = millions(result("live", MANY, results)) / millions(result("live", FEW, results));
        double limit = millions(result("walk", MANY, results)) / millions(result("walk", FEW, results));
        return new Figure(
                "live core only, 100,000 machines as fast as 10, ratio",
                number(ours),
                "bare walk " + number(limit),
                ">= 0.8",
                ours >= FLAT,
                ours >= FLAT ? "" : "100,000 machines do not fit into the cache");
    }

    private static Figure allocation(Collection<RunResult> results) {
        RunResult many = result("live", MANY, results);
        double bytes = many.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        return new Figure(
                "live core only, B/fact (100,000 machines)",
                number(bytes),
                "nothing 0",
                "0",
                bytes < NOTHING,
                bytes < NOTHING ? "" : "something is allocated per fact");
    }

    private static Figure rebuilding(Collection<RunResult> results) {
        double ours = millions(result("day", 0, results));
        return new Figure(
                "a day built anew from stored facts, million facts/s/core",
                number(ours),
                "live core only " + number(millions(result("live", FEW, results))),
                ">= 1",
                ours >= GOAL_REBUILT_MILLIONS,
                ours >= GOAL_REBUILT_MILLIONS ? "" : "every fact is unpacked into an object");
    }

    /** By the quietest of the iterations, of every contestant: what else the machine does is nobody's cost. */
    private static double millions(RunResult result) {
        return 1_000 / result.getPrimaryResult().getStatistics().getMin();
    }

    private static RunResult result(String method, int machines, Collection<RunResult> results) {
        for (RunResult result : results) {
            boolean wanted = result.getParams().getBenchmark().endsWith("." + method)
                    && (machines == 0 || result.getParams().getParam("machines").equals(Integer.toString(machines)));
            if (wanted) {
                return result;
            }
        }
        throw new IllegalStateException("no result of " + method + " with " + machines + " machines");
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
