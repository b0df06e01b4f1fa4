package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;
import io.oeesuite.localstack.LocalStack;

/**
 * The receive path of the packaged ingest-service, from a real broker over mutual TLS to a real Kafka, beside a subscriber that only acknowledges. Each runs as a process of
 * its own, in turns, under the same flood at QoS 1. Takes a few minutes.
 */
public final class ReceiveBenchmark implements Benchmark {
    private static final double GOAL = 0.8;
    private static final int ROUNDS = 2;
    private static final int PUBLISHERS = 4;
    private static final int WINDOW = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT_ID = "analytics_BENCH";
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

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
        try (LocalStack stack =
                LocalStack.start(LocalStack.options().broker().kafka().forBenchmarks())) {
            List<Rate> ours = new ArrayList<>();
            List<Rate> bare = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(measure(
                        "bare subscriber", stack, java(List.of("-cp", classPath(), BareSubscriber.class.getName()))));
                ours.add(measure(
                        "ingest-service", stack, java(List.of("-jar", service().toString()))));
            }
            return figures(Rate.mean(ours), Rate.mean(bare));
        }
    }

    /**
     * What was measured.
     *
     * @param perSecond messages
     * @param microseconds of processor time per message
     */
    private record Rate(double perSecond, double microseconds) {
        static Rate mean(List<Rate> rates) {
            return new Rate(
                    rates.stream().mapToDouble(Rate::perSecond).average().orElseThrow(),
                    rates.stream().mapToDouble(Rate::microseconds).average().orElseThrow());
        }
    }

    private static Rate measure(String who, LocalStack stack, ProcessBuilder builder) throws Exception {
        builder.environment().putAll(stack.mqttEnvironment(CLIENT_ID));
        builder.environment().putAll(stack.environment());
        builder.environment().put("OEE_INGEST_STEPS", "receive");
        try (var subject = new Subject(builder, freePort())) {
            Process flood = flood(stack);
            try {
                awaitFirst(subject);
                Thread.sleep(WARM_UP);
                Rate rate = rate(subject);
                System.out.printf(
                        Locale.ROOT, "  %s: %.0f msg/s, %.1f µs/msg%n", who, rate.perSecond(), rate.microseconds());
                return rate;
            } finally {
                flood.destroyForcibly().waitFor();
            }
        }
    }

    private static void awaitFirst(Subject subject) throws InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (subject.received() == 0) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("nothing was received within " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    private static Rate rate(Subject subject) throws InterruptedException {
        double count = subject.received();
        Duration processor = subject.processorTime();
        long start = System.nanoTime();
        Thread.sleep(MEASURED);
        double messages = subject.received() - count;
        double seconds = (System.nanoTime() - start) / 1e9;
        double microseconds = subject.processorTime().minus(processor).toNanos() / 1e3;
        return new Rate(messages / seconds, microseconds / messages);
    }

    private static Process flood(LocalStack stack) throws IOException {
        List<String> publishers =
                IntStream.range(0, PUBLISHERS).mapToObj(i -> "edge_BENCH" + i).toList();
        publishers.forEach(stack.certificates()::client);
        ProcessBuilder builder = java(Stream.concat(
                        Stream.of("-cp", classPath(), Flood.class.getName(), String.valueOf(WINDOW)),
                        publishers.stream())
                .toList());
        builder.environment().putAll(stack.mqttEnvironment(publishers.getFirst()));
        builder.environment().put("CERTS_DIR", stack.certificates().folder().toString());
        return builder.start();
    }

    private static List<Figure> figures(Rate ours, Rate bare) {
        double ratio = ours.perSecond() / bare.perSecond();
        return List.of(
                new Figure(
                        "receive path, mutual TLS, msg/s",
                        number("%.0f", ours.perSecond()),
                        number("bare subscriber %.0f", bare.perSecond()),
                        ">= 0.8x",
                        ratio >= GOAL,
                        number("%.2fx", ratio)),
                new Figure(
                        "receive path, processor µs/msg",
                        number("%.1f", ours.microseconds()),
                        number("bare subscriber %.1f", bare.microseconds()),
                        "",
                        true,
                        "ours includes the Kafka producer"));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static ProcessBuilder java(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(Stream.of(java), JVM.stream(), arguments.stream())
                .flatMap(part -> part)
                .toList();
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
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
