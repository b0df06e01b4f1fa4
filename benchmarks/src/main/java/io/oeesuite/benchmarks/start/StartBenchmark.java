package io.oeesuite.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.oeesuite.benchmarks.Benchmark;
import io.oeesuite.benchmarks.Figure;
import io.oeesuite.benchmarks.FigureTable;
import io.oeesuite.localstack.LocalStack;

/**
 * Each service against a real broker, Kafka and PostgreSQL: how long until it is ready, what it takes of memory then, and how large it is, as a native executable beside the
 * same in a JVM. {@code ./oee native} builds the executables before; a service without one is left out. Takes about two minutes.
 */
public final class StartBenchmark implements Benchmark {
    /** The services and their client ids. */
    private static final Map<String, String> SERVICES = new LinkedHashMap<>();

    static {
        SERVICES.put("ingest-service", "analytics_INGEST-0");
        SERVICES.put("oee-analytics-service", "analytics_OEE-PROCESSOR");
        SERVICES.put("alert-sender", "alert_SENDER");
        SERVICES.put("command-service", "scada_PRIMARY-HOST");
        SERVICES.put("auth-service", "auth_SERVICE");
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(new FigureTable(new StartBenchmark().run()));
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> run() throws Exception {
        Path folder = Files.createTempDirectory("oee-bench");
        List<Figure> figures = new ArrayList<>();
        try (LocalStack stack = LocalStack.start(
                LocalStack.options().broker().kafka().postgres().forBenchmarks())) {
            for (Map.Entry<String, String> service : SERVICES.entrySet()) {
                String name = service.getKey();
                Optional<Path> executable = executable(name);
                if (executable.isEmpty()) {
                    System.out.println("  " + name + " is left out: ./oee native " + name + " makes its executable");
                    continue;
                }
                System.out.println("  " + name + " …");
                Optional<Started> ingest = ingestFor(name, stack, folder);
                try {
                    Map<String, String> settings = settings(stack, service.getValue(), folder);
                    // tables and topics are there after the first start
                    Started.of(jvm(name), settings, folder.resolve(name + "-first.log"))
                            .close();
                    figures.addAll(beside(name, executable.get(), settings, folder));
                } finally {
                    ingest.ifPresent(Started::close);
                }
            }
        }
        return figures;
    }

    /** The host is ready only while somebody stores what is published. */
    private static Optional<Started> ingestFor(String service, LocalStack stack, Path folder)
            throws IOException, InterruptedException {
        if (!service.equals("command-service")) {
            return Optional.empty();
        }
        String ingest = "ingest-service";
        return Optional.of(Started.of(
                jvm(ingest), settings(stack, SERVICES.get(ingest), folder), folder.resolve(ingest + "-beside.log")));
    }

    private static List<Figure> beside(String name, Path executable, Map<String, String> settings, Path folder)
            throws IOException, InterruptedException {
        long jvmMs;
        long jvmMegabytes;
        try (Started jvm = Started.of(jvm(name), settings, folder.resolve(name + "-jvm.log"))) {
            jvmMs = jvm.took().toMillis();
            jvmMegabytes = jvm.residentMegabytes();
        }
        try (Started nativeOne = Started.of(
                List.of(executable.toString(), "-Duser.timezone=UTC"),
                settings,
                folder.resolve(name + "-native.log"))) {
            return List.of(
                    less(name + ": start until ready, ms", nativeOne.took().toMillis(), jvmMs),
                    less(name + ": resident memory when ready, MB", nativeOne.residentMegabytes(), jvmMegabytes),
                    new Figure(
                            name + ": size on disk, MB",
                            "native " + megabytes(Files.size(executable)),
                            "JVM " + megabytes(sizeOf(packaged(name))) + " and a Java runtime",
                            "none",
                            true,
                            ""));
        }
    }

    private static Figure less(String what, long ours, long jvms) {
        return new Figure(
                what,
                "native " + ours,
                "JVM " + jvms,
                "less than in a JVM",
                ours < jvms,
                "what it waits for (Kafka, the broker) answers both alike");
    }

    private static Map<String, String> settings(LocalStack stack, String clientId, Path folder) {
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.putAll(stack.mqttEnvironment(clientId));
        settings.put("QUARKUS_PROFILE", "demo");
        settings.put("OEE_STATE_DIR", folder.resolve(clientId).toString());
        Path authority = stack.certificates().authority();
        settings.put("OEE_CA_CERTFILE", authority.toString());
        settings.put("OEE_CA_KEYFILE", authority.resolveSibling("ca.key").toString());
        return settings;
    }

    /** As in the image of a service that has 640 MB, but for the cache of classes. */
    private static List<String> jvm(String service) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-Duser.timezone=UTC",
                "-jar",
                packaged(service).resolve("quarkus-run.jar").toString());
    }

    private static Path packaged(String service) {
        return Path.of(service, "target", "quarkus-app").toAbsolutePath();
    }

    private static Optional<Path> executable(String service) throws IOException {
        Path target = Path.of(service, "target").toAbsolutePath();
        if (!Files.isDirectory(target)) {
            throw new IllegalStateException(target + " is missing: run ./oee bench from the repository");
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner") && Files.isExecutable(file))
                    .findAny();
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1e6);
    }
}
