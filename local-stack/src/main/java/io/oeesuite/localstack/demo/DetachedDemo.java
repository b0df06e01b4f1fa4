package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.oeesuite.localstack.LocalStackException;
import io.oeesuite.localstack.SecretFile;

/** A demo in a process of its own that outlives this one and the terminal. */
final class DetachedDemo {

    /** A session of its own where the system has the command for it. */
    private static final String DEAF =
            "trap '' INT HUP; command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final long LOOK_MILLIS = 200;

    private final DemoFolder folder;
    private final PrintStream out;

    DetachedDemo(DemoFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Shows what it says until it is ready; 0 then, or else its exit code. */
    int start(List<String> arguments) throws InterruptedException {
        RunFile.of(folder).supervisor().ifPresent(running -> {
            throw new LocalStackException("The demo is running already (process " + running.pid()
                    + "): ./oee status shows it, ./oee stop ends it");
        });
        Path log = folder.log("demo");
        try {
            Files.createDirectories(folder.logs());
            Files.deleteIfExists(log);
            // it may hold the passwords of the demo's people
            SecretFile.createIfMissing(log);
            Process process = new ProcessBuilder(commandLine(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return followed(process, log);
        } catch (IOException e) {
            throw new LocalStackException("The demo could not be started: " + e.getMessage(), e);
        }
    }

    private int followed(Process process, Path log) throws IOException, InterruptedException {
        Thread hook = new Thread(() -> endWith(process), "demo-detach-end");
        Runtime.getRuntime().addShutdownHook(hook);
        int code = follow(process, log);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // then the hook has its reason
        }
        return code;
    }

    /** A Ctrl-C before it is ready is meant for the demo: nobody would know that it goes on. */
    static void endWith(Process process) {
        process.destroy();
        try {
            process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private int follow(Process process, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        StringBuilder said = new StringBuilder();
        try (RandomAccessFile output = new RandomAccessFile(log.toFile(), "r")) {
            while (true) {
                boolean alive = process.isAlive();
                String text = rest(output);
                out.print(text);
                out.flush();
                said.append(text);
                if (!alive) {
                    return Math.max(1, process.exitValue());
                }
                if (said.indexOf("\nReady after ") >= 0) {
                    return 0;
                }
                if (System.nanoTime() > deadline) {
                    process.destroy();
                    throw new LocalStackException(
                            "The demo is not ready after " + LIMIT.toMinutes() + " minutes; see " + log);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static String rest(RandomAccessFile output) throws IOException {
        byte[] bytes = new byte[(int) (output.length() - output.getFilePointer())];
        output.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The same program again, deaf to the terminal. */
    private List<String> commandLine(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", DEAF, "sh"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(List.of("-Doee.detached=true", "-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(DemoMain.class.getName(), folder.root().toString(), "demo"));
        line.addAll(arguments);
        return line;
    }
}
