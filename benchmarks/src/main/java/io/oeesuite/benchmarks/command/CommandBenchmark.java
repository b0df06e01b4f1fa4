package io.oeesuite.benchmarks.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;
import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.JavaProcess;
import io.oeesuite.localstack.LocalStack;

/**
 * Commands through the packaged command-service and ingest-service, a real broker over mutual TLS and a real Kafka, to an edge node that obeys at once, and back by its data: 100 a second for twenty seconds.
 * From the request's beginning until the confirmation arrives by server-sent events. Takes about a minute and a half.
 */
public final class CommandBenchmark implements Benchmark {
    private static final int PER_SECOND = 100;
    private static final int WARM_UP = 500;
    private static final int MEASURED = 2_000;
    private static final double GOAL_P50_MS = 250;
    private static final double GOAL_P99_MS = 1_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> confirmed = new ConcurrentHashMap<>();

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(new FigureTable(new CommandBenchmark().run()));
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public List<Figure> run() throws Exception {
        Path logs = Files.createTempDirectory("oee-bench");
        try (LocalStack stack =
                LocalStack.start(LocalStack.options().broker().kafka().forBenchmarks())) {
            int port = FreePort.next();
            JavaProcess ingest =
                    service("ingest-service", environment(stack, "analytics_INGEST-0", FreePort.next(), logs), logs);
            Map<String, String> environment = environment(stack, "scada_PRIMARY-HOST", port, logs);
            environment.put("OEE_COMMANDS_ALLOW_0__DEVICE", "*");
            environment.put("OEE_COMMANDS_ALLOW_0__METRIC", ObedientEdge.SPEED);
            environment.put("OEE_COMMANDS_PER_SECOND", "1000");
            JavaProcess command = service("command-service", environment, logs);
            try (ObedientEdge edge = new ObedientEdge(stack.mqttEnvironment(ObedientEdge.NODE))) {
                ingest.start();
                command.start();
                edge.start();
                String base = "http://127.0.0.1:" + port;
                await(() -> answers(base + "/q/health/ready"));
                edge.birth();
                await(() -> answers(base + "/api/v1/nodes/" + ObedientEdge.GROUP + "/" + ObedientEdge.NODE + "/devices/"
                        + ObedientEdge.DEVICE));
                follow(base);
                measure(base, WARM_UP);
                return figures(measure(base, MEASURED));
            } finally {
                command.stop();
                ingest.stop();
            }
        }
    }

    private long[] measure(String base, int commands) throws InterruptedException {
        Map<String, Long> begun = new ConcurrentHashMap<>();
        List<String> failures = new CopyOnWriteArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < commands; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                Thread.sleep(Duration.ofNanos(Math.max(1, due - System.nanoTime())));
            }
            long sent = System.nanoTime();
            http.sendAsync(order(base, i + 1), BodyHandlers.ofString()).whenComplete((answer, failure) -> {
                Matcher id = ID.matcher(answer == null ? "" : answer.body());
                if (failure != null || answer.statusCode() != 202 || !id.find()) {
                    failures.add(failure == null ? answer.body() : failure.toString());
                    return;
                }
                begun.put(id.group(1), sent);
            });
        }
        await(() ->
                begun.size() + failures.size() == commands && confirmed.keySet().containsAll(begun.keySet()));
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " commands were not accepted: " + failures.getFirst());
        }
        return begun.entrySet().stream()
                .mapToLong(each -> confirmed.get(each.getKey()) - each.getValue())
                .sorted()
                .toArray();
    }

    private static HttpRequest order(String base, int speed) {
        String body = ("{\"target\":{\"group\":\"%s\",\"node\":\"%s\",\"device\":\"%s\"},"
                        + "\"metrics\":[{\"name\":\"%s\",\"value\":%d}]}")
                .formatted(ObedientEdge.GROUP, ObedientEdge.NODE, ObedientEdge.DEVICE, ObedientEdge.SPEED, speed);
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/commands"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Notes when each confirmation arrives. */
    private void follow(String base) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> events = http.send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/live")).build(), BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> note(events.body()));
    }

    private void note(Stream<String> lines) {
        try {
            lines.filter(line -> line.startsWith("data:") && line.contains("\"status\":\"confirmed\",\"target\""))
                    .forEach(line -> {
                        Matcher id = ID.matcher(line);
                        if (id.find()) {
                            confirmed.put(id.group(1), System.nanoTime());
                        }
                    });
        } catch (UncheckedIOException ended) {
            // the service was stopped
        }
    }

    private static List<Figure> figures(long[] sorted) {
        double p50 = sorted[sorted.length / 2] / 1e6;
        double p99 = sorted[sorted.length * 99 / 100] / 1e6;
        String load = "at " + PER_SECOND + " commands/s";
        return List.of(
                new Figure(
                        "command round trip p50, ms",
                        number(p50),
                        load,
                        "<= " + number(GOAL_P50_MS),
                        p50 <= GOAL_P50_MS,
                        "two Kafka transactions and ingest-service's commit interval lie on the way"),
                new Figure(
                        "command round trip p99, ms",
                        number(p99),
                        load,
                        "<= " + number(GOAL_P99_MS),
                        p99 <= GOAL_P99_MS,
                        "broker, Kafka, two services and the edge node share its cores"));
    }

    private static Map<String, String> environment(LocalStack stack, String clientId, int port, Path folder) {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.putAll(stack.mqttEnvironment(clientId));
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_PROFILE", "demo");
        environment.put("OEE_STATE_DIR", folder.resolve(clientId).toString());
        return environment;
    }

    private static JavaProcess service(String name, Map<String, String> environment, Path logs) {
        Path jar = Path.of(name, "target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run ./oee bench from the repository");
        }
        List<String> options = new ArrayList<>(Arrays.asList(
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        return new JavaProcess(new JavaProcess.Command(
                name,
                List.of(jar),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                options,
                List.of(),
                environment,
                logs.resolve(name + ".log")));
    }

    private boolean answers(String address) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
