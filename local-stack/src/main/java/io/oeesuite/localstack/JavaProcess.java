package io.oeesuite.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A main class in a JVM of its own, held on a {@link Leash}: it ends when this process does, whatever happens to this
 * one. A Ctrl-C in the terminal does not reach it, so that the order of ending is this process's to choose.
 */
public final class JavaProcess {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(30);
    private static final int LINES_SHOWN = 15;

    private final Command command;
    private Process process;
    private long logStart;

    /**
     * What to run.
     *
     * @param name what people call it
     * @param options of the JVM
     * @param environment added to that of this process
     * @param log created or appended to
     */
    public record Command(
            String name,
            List<Path> classPath,
            String mainClass,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {

        public Command {
            classPath = List.copyOf(classPath);
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    public JavaProcess(Command command) {
        this.command = command;
    }

    /** Starts the process and returns at once; does nothing when it runs already. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(commandLine());
        builder.environment().putAll(command.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            logStart = new LogFile(command.log()).size();
            process = builder.start();
        } catch (IOException e) {
            throw new LocalStackException(command.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a text in this start's output.
     *
     * @throws LocalStackException when the process ends before or the time is over, with the end of its log
     */
    public void awaitOutput(String text, Duration limit) {
        LogFile log = new LogFile(command.log());
        awaitUntil(() -> log.containsAfter(logStart, text), limit);
    }

    /** The same for any other condition. */
    public void awaitUntil(BooleanSupplier condition, Duration limit) {
        awaitUntil(condition, limit, POLL);
    }

    /** The same, asking as seldom as the interval says: for questions that cost something. */
    public void awaitUntil(BooleanSupplier condition, Duration limit, Duration interval) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!isRunning()) {
                throw failure("ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("did not answer within " + limit.toSeconds() + " s");
            }
            pause(interval);
        }
    }

    /** Waits until it has done its work; fails when that went wrong or takes too long. */
    public void awaitEnd(Duration limit) {
        if (!gone(limit)) {
            kill();
            throw failure("did not end within " + limit.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw failure("failed");
        }
    }

    /** Ends the process in good order, or by force when it takes too long, and returns when it is gone. */
    public synchronized void stop() {
        if (!isRunning()) {
            return;
        }
        process.destroy();
        if (!gone(GRACE)) {
            kill();
        }
    }

    /** SIGKILL; returns when it is gone. */
    public synchronized void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        gone(GRACE);
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The id of the last start's process. */
    public synchronized long pid() {
        return process.pid();
    }

    /** How the last start ended. */
    public synchronized int exitCode() {
        return process.exitValue();
    }

    public Command command() {
        return command;
    }

    /** What happened to this process, with the last lines of its log. */
    public LocalStackException failure(String what) {
        Path log = command.log();
        String tail = new LogFile(log)
                .lastLines(LINES_SHOWN).stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
        return new LocalStackException(command.name() + " " + what + "; the end of " + log + ":\n" + tail);
    }

    private List<String> commandLine() {
        String classPath = Stream.concat(Stream.of(ServerFiles.ownLocation()), command.classPath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> line = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(command.options());
        line.addAll(List.of("-cp", classPath, Leash.class.getName(), command.mainClass()));
        line.addAll(command.arguments());
        return line;
    }

    private boolean gone(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting", interrupted);
        }
    }
}
