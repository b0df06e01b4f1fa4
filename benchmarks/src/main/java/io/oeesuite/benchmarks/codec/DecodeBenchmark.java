package io.oeesuite.benchmarks.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;

/** Decoding of Sparkplug payloads: nanoseconds and bytes per metric, beside Eclipse Tahu and generated protobuf. Takes a good minute. */
public final class DecodeBenchmark implements Benchmark {
    private static final double GOAL_NANOS = 60;
    private static final double GOAL_TIMES_TAHU = 3;
    // The profiler counts what JMH itself allocates per iteration: far less than a byte per metric.
    private static final double NOTHING = 0.1;

    /** Prints the figures. */
    public static void main(String[] args) throws RunnerException {
        System.out.println(new FigureTable(new DecodeBenchmark().run()));
    }

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public List<Figure> run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PayloadDecoding.class.getName())
                        .addProfiler(GCProfiler.class)
                        .jvmArgs(
                                "-Xms512m",
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dslf4j.internal.verbosity=ERROR")
                        .forks(1)
                        .warmupIterations(10)
                        .warmupTime(TimeValue.milliseconds(250))
                        .measurementIterations(30)
                        .measurementTime(TimeValue.milliseconds(100))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        List<Figure> figures = new ArrayList<>();
        for (int metrics : new int[] {20, 100}) {
            figures.addAll(figures(metrics, results));
        }
        return figures;
    }

    private static List<Figure> figures(int metrics, Collection<RunResult> results) {
        Cost cursor = cost("cursor", metrics, results);
        Cost objects = cost("objects", metrics, results);
        Cost tahu = cost("tahu", metrics, results);
        Cost protobuf = cost("protobuf", metrics, results);
        Cost envelope = cost("envelope", metrics, results);
        String payload = " (payload of " + metrics + ")";
        String peers = "Tahu %s, protobuf %s";
        double timesTahu = tahu.nanos() / cursor.nanos();
        return List.of(
                new Figure(
                        "decode by cursor, ns/metric" + payload,
                        number(cursor.nanos()),
                        peers.formatted(number(tahu.nanos()), number(protobuf.nanos())),
                        "<= 60",
                        cursor.nanos() <= GOAL_NANOS,
                        unless(
                                cursor.nanos() <= GOAL_NANOS,
                                "an absolute goal: a slower processor misses it; the ratio to Tahu does not depend on it")),
                new Figure(
                        "decode by cursor, B/metric" + payload,
                        number(cursor.bytes()),
                        peers.formatted(number(tahu.bytes()), number(protobuf.bytes())),
                        "0",
                        cursor.bytes() < NOTHING,
                        unless(
                                cursor.bytes() < NOTHING,
                                "something is allocated per metric, or escape analysis no longer sees that it need not be")),
                new Figure(
                        "decode by cursor, times as fast as Tahu" + payload,
                        number(timesTahu),
                        "Tahu 1",
                        ">= 3",
                        timesTahu >= GOAL_TIMES_TAHU,
                        unless(
                                timesTahu >= GOAL_TIMES_TAHU,
                                "both must walk over the same bytes; the rest is Tahu's objects, which cost less here")),
                new Figure(
                        "read seq and time only, ns/metric passed over" + payload,
                        number(envelope.nanos()),
                        "our cursor " + number(cursor.nanos()),
                        "less than half",
                        envelope.nanos() < cursor.nanos() / 2,
                        unless(
                                envelope.nanos() < cursor.nanos() / 2,
                                "the fixed cost of a payload, shared by " + metrics + " metrics")),
                new Figure(
                        "decode to objects, ns/metric" + payload,
                        number(objects.nanos()),
                        peers.formatted(number(tahu.nanos()), number(protobuf.nanos())),
                        "faster than Tahu",
                        objects.nanos() < tahu.nanos(),
                        number(objects.bytes())
                                + " B/metric"
                                + unless(objects.nanos() < tahu.nanos(), ", which have to be allocated")));
    }

    private static String unless(boolean reached, String standsInTheWay) {
        return reached ? "" : standsInTheWay;
    }

    /** The quietest of the iterations, of every contestant: what else the machine does is nobody's cost. */
    private record Cost(double nanos, double bytes) {}

    private static Cost cost(String method, int metrics, Collection<RunResult> results) {
        for (RunResult result : results) {
            boolean wanted = result.getParams().getBenchmark().endsWith("." + method)
                    && result.getParams().getParam("metrics").equals(Integer.toString(metrics));
            if (wanted) {
                double bytes =
                        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
                double nanos = result.getPrimaryResult().getStatistics().getMin();
                return new Cost(nanos / metrics, bytes / metrics);
            }
        }
        throw new IllegalStateException("no result of " + method + " with " + metrics + " metrics");
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
