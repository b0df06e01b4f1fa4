package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that receives, and counts at {@code /q/metrics}. */
final class Subject implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("(?m)^oee_receive_messages_total ([0-9.E+]+)$");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest metrics;

    Subject(Process process, int httpPort) {
        this.process = process;
        this.metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    /** How many messages it has received so far; 0 while it does not answer yet. */
    double received() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process has ended with " + process.exitValue());
        }
        try {
            Matcher count =
                    COUNT.matcher(http.send(metrics, BodyHandlers.ofString()).body());
            return count.find() ? Double.parseDouble(count.group(1)) : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    Duration processorTime() {
        return ProcessorTime.of(process.toHandle());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
