package io.oeesuite.localstack.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.oeesuite.localstack.LocalStackException;

/**
 * The part of {@code ./oee} that minds processes. Arguments: the folder of the clone, then {@code demo} with its options,
 * {@code stop} or {@code status}. Exit codes: 0 as wished, 1 something went wrong (said in one line), 3 nothing runs.
 */
public final class DemoMain {

    private DemoMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        DemoFolder folder = DemoFolder.of(Path.of(arguments[0]).toAbsolutePath().normalize(), System.getenv());
        List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
        try {
            System.exit(run(folder, arguments[1], rest, System.out));
        } catch (LocalStackException problem) {
            System.err.println(problem.getMessage());
            System.exit(1);
        }
    }

    private static int run(DemoFolder folder, String verb, List<String> arguments, PrintStream out)
            throws InterruptedException {
        return switch (verb) {
            case "demo" -> {
                DemoOptions options = DemoOptions.parse(arguments);
                if (options.detach() && System.getProperty("oee.detached") == null) {
                    yield new DetachedDemo(folder, out).start(arguments);
                }
                new Demo(folder, options, System.getenv(), out).run();
                yield 0;
            }
            case "stop" -> new RunningDemo(RunFile.of(folder), out).stop();
            case "status" -> new RunningDemo(RunFile.of(folder), out).status();
            default -> throw new LocalStackException("There is no " + verb);
        };
    }
}
