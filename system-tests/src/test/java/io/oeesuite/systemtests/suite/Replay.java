package io.oeesuite.systemtests.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.oeesuite.localstack.JavaProcess;

/** Publishes a record of production, as {@code ./oee replay} does. */
public final class Replay {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path SIMULATOR =
            Path.of("..", "edge-simulator").toAbsolutePath().normalize();

    /** 38 batches of a bottling line. */
    public static final Path BOTTLING_LINE = SIMULATOR.resolve("examples/bottling-line");

    private Replay() {}

    /** Returns when the broker has all of it. */
    public static void of(Path record, Map<String, String> environment, String... options) {
        var process = new JavaProcess(new JavaProcess.Command(
                "replay",
                List.of(SIMULATOR.resolve("target/quarkus-app/quarkus-run.jar")),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                Stream.concat(Stream.of("replay", record.toString()), Stream.of(options))
                        .toList(),
                environment,
                Path.of("target", "suite-logs", "replay.log").toAbsolutePath()));
        process.start();
        process.awaitEnd(LIMIT);
    }
}
