package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * A program of the machine, run in the clone with these variables. Where it is missing the test is skipped, and on a build server (CI=true), which installs all of them,
 * it fails.
 */
record Program(Path path, Map<String, String> environment) {

    /** The folder of the clone. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final long PATIENCE_SECONDS = 120;

    /** Debian keeps servers where users do not look. */
    private static final String FOLDERS = System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin";

    /** How it ended, and what it said on both channels. */
    record Outcome(int code, String output) {}

    static Program called(String name) {
        return find(name).map(path -> new Program(path, Map.of())).orElseThrow(() -> missing(name));
    }

    /** A script of the clone. */
    static Program script(String path) {
        return new Program(ROOT.resolve(path), Map.of());
    }

    Program with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Program(path, Map.copyOf(all));
    }

    Outcome run(String... arguments) {
        return reading(Path.of("/dev/null"), arguments);
    }

    /** With the file as its input. */
    Outcome reading(Path input, String... arguments) {
        try {
            Path output = Files.createTempFile("oee-output", ".txt");
            try {
                Process process = builder(arguments)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
                        .start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(path + " does not end: " + Files.readString(output));
                }
                return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and leaves it running; its output goes to the file. */
    Process start(Path output, String... arguments) {
        try {
            return builder(arguments)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(path.toString()), Stream.of(arguments))
                        .toList())
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        // the settings of whoever runs the tests are not those of the test
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(MQTT|OEE|EMQX|CERTS|COMPOSE|HAPROXY)_.*|PG[A-Z]+"));
        builder.environment().put("PATH", FOLDERS);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Optional<Path> find(String name) {
        return List.of(FOLDERS.split(":")).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RuntimeException missing(String name) {
        String message = name + " is not installed; .ci/run installs what the tests need";
        return "true".equals(System.getenv("CI"))
                ? new IllegalStateException(message)
                : new TestAbortedException(message);
    }
}
