package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;
import io.oeesuite.localstack.LocalStack;

/**
 * The receive path of the packaged ingest-service, from a real broker over mutual TLS to a real Kafka, beside a subscriber that only acknowledges. Each runs as a process of its own, in turns, under the same flood
 * at QoS 1. Takes three to four minutes.
 */
public final class ReceiveBenchmark implements Benchmark {
    private static final double GOAL = 0.8;
    private static final int ROUNDS = 2;
    private static final int PUBLISHERS = 4;
    private static final int WINDOW = 200;
    private static final int WARM_UP_MESSAGES = 100_000;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(25);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT_ID = "analytics_BENCH";

    private final Children children = new Children();

    /** Starts a process that receives. */
    private interface Start {
        Process with(Map<String, String> environment) throws IOException;
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(new FigureTable(new ReceiveBenchmark().run()));
    }

    @Override
    public String name() {
        return "receive";
    }

    @Override
    public List<Figure> run() throws Exception {
        Path service = service();
        try (LocalStack stack =
                LocalStack.start(LocalStack.options().broker().kafka().forBenchmarks())) {
            List<Rate> bare = new ArrayList<>();
            List<Rate> ours = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(measure(stack, environment -> children.main(BareSubscriber.class, environment, List.of())));
                System.out.println("  bare subscriber: " + bare.getLast());
                ours.add(measure(stack, environment -> children.jar(service, environment)));
                System.out.println("  ingest-service: " + ours.getLast());
            }
            return figures(Rate.mean(ours), Rate.mean(bare));
        }
    }

    private Rate measure(LocalStack stack, Start start) throws Exception {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.putAll(stack.mqttEnvironment(CLIENT_ID));
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("OEE_INGEST_STEPS", "receive");
        try (var subject = new Subject(start.with(environment), port)) {
            Process flood = flood(stack);
            try {
                await(subject, 1, START_LIMIT);
                await(subject, WARM_UP_MESSAGES, WARM_UP_LIMIT);
                return Rate.of(subject, MEASURED);
            } finally {
                flood.destroyForcibly().waitFor();
            }
        }
    }

    /** Waits for so many messages, though not longer than the limit. */
    private static void await(Subject subject, int messages, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (subject.received() < messages && System.nanoTime() < end) {
            Thread.sleep(250);
        }
        if (subject.received() == 0) {
            throw new IllegalStateException("nothing was received within " + limit.toSeconds() + " s");
        }
    }

    private Process flood(LocalStack stack) throws IOException {
        List<String> publishers =
                IntStream.range(0, PUBLISHERS).mapToObj(i -> "edge_BENCH" + i).toList();
        publishers.forEach(stack.certificates()::client);
        Map<String, String> environment = new HashMap<>(stack.mqttEnvironment(publishers.getFirst()));
        environment.put("CERTS_DIR", stack.certificates().folder().toString());
        List<String> arguments = Stream.concat(Stream.of(String.valueOf(WINDOW)), publishers.stream())
                .toList();
        return children.main(Flood.class, environment, arguments);
    }

    private static List<Figure> figures(Rate ours, Rate bare) {
        double speed = ours.perSecond() / bare.perSecond();
        double thrift = bare.microseconds() / ours.microseconds();
        return List.of(
                new Figure(
                        "receive path over mutual TLS, msg/s",
                        number("%.0f", ours.perSecond()),
                        number("bare subscriber %.0f", bare.perSecond()),
                        ">= 0.8x",
                        speed >= GOAL,
                        number("%.2fx", speed) + (speed >= GOAL ? "" : "; broker, flood and Kafka share its cores")),
                new Figure(
                        "receive path, processor µs/msg",
                        number("%.1f", ours.microseconds()),
                        number("bare subscriber %.1f", bare.microseconds()),
                        ">= 0.8x",
                        thrift >= GOAL,
                        number("%.2fx", thrift)
                                + number("; Kafka's producer takes %.1f", ours.microseconds() - bare.microseconds())));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static Path service() {
        Path service =
                Path.of("ingest-service/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(service)) {
            throw new IllegalStateException(service + " is missing: run ./oee bench from the repository");
        }
        return service;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
