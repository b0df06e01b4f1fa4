package io.oeesuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.oeesuite.benchmarks.auth.AuthBenchmark;
import io.oeesuite.benchmarks.codec.DecodeBenchmark;
import io.oeesuite.benchmarks.command.CommandBenchmark;
import io.oeesuite.benchmarks.engine.EngineBenchmark;
import io.oeesuite.benchmarks.receive.ReceiveBenchmark;
import io.oeesuite.benchmarks.start.StartBenchmark;

/** Runs the benchmarks, all or those named, one after the other, and prints one table. Ends with 1 when one could not be run; a goal that is not reached is a figure, not a failure. */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new DecodeBenchmark(),
            new EngineBenchmark(),
            new ReceiveBenchmark(),
            new CommandBenchmark(),
            new AuthBenchmark(),
            new StartBenchmark());

    private Bench() {}

    public static void main(String[] names) {
        var wanted = Set.of(names);
        var known = ALL.stream().map(Benchmark::name).collect(Collectors.toSet());
        if (!known.containsAll(wanted)) {
            System.err.println("There is no benchmark of that name; there are " + String.join(", ", known));
            System.exit(2);
        }
        System.out.println("Machine: " + Machine.here());
        var figures = new ArrayList<Figure>();
        var failed = new ArrayList<String>();
        for (var benchmark : ALL) {
            if (wanted.isEmpty() || wanted.contains(benchmark.name())) {
                run(benchmark, figures, failed);
            }
        }
        System.out.println();
        System.out.print(new FigureTable(figures));
        long missed = figures.stream().filter(figure -> !figure.reached()).count();
        System.out.printf("%n%d of %d goals reached%n", figures.size() - missed, figures.size());
        System.out.println("decode and engine: the quietest iteration of each contestant, all in this run;"
                + " receive: the mean of two rounds, each contestant in its turn with processes of its own");
        failed.forEach(name -> System.out.println("Could not be run: " + name));
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static void run(Benchmark benchmark, List<Figure> figures, List<String> failed) {
        System.out.println("Measuring " + benchmark.name() + " …");
        try {
            figures.addAll(benchmark.run());
        } catch (Exception problem) {
            failed.add(benchmark.name() + ": " + problem);
        }
    }
}
