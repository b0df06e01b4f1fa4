package io.oeesuite.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.oeesuite.localstack.FreePort;

/** A service that was started, in a process of its own, and is ready. */
final class Started implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(10);
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private final Process process;
    private final Duration took;

    private Started(Process process, Duration took) {
        this.process = process;
        this.took = took;
    }

    /**
     * Returns once it says that it is ready: connected with all that it needs.
     *
     * @throws IllegalStateException when it ends, or is not ready within two minutes; the log tells more
     */
    static Started of(List<String> command, Map<String, String> settings, Path log)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        builder.environment().put("HTTP_PORT", String.valueOf(port));
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            while (!isReady(http, ready)) {
                if (!process.isAlive() || System.nanoTime() - begun > LIMIT.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command.getLast() + " did not become ready, see " + log);
                }
                Thread.sleep(LOOK_INTERVAL);
            }
            return new Started(process, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** From the beginning of the process until it was ready. */
    Duration took() {
        return took;
    }

    /** Memory that is in RAM now, in MB (10^6 bytes); from {@code /proc}, so on Linux only. */
    long residentMegabytes() throws IOException {
        Matcher resident =
                RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status")));
        if (!resident.find()) {
            throw new IOException("/proc tells no resident memory of process " + process.pid());
        }
        return Long.parseLong(resident.group(1)) * 1024 / 1_000_000;
    }

    /** Ends it in order, so that Kafka knows at once that it has gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
