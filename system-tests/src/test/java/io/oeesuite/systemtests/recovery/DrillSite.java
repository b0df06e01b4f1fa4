package io.oeesuite.systemtests.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.systemtests.suite.CommittedLog;
import io.oeesuite.systemtests.suite.Replay;
import io.oeesuite.systemtests.suite.ServiceEnvironment;
import io.oeesuite.systemtests.suite.ServiceProcess;

import static org.awaitility.Awaitility.await;

/** A site of its own whose data may be lost: broker, Kafka, a PostgreSQL with its programs, and the three services that hold something in them. */
final class DrillSite implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> STEPS = List.of("oee-ingest-session", "oee-analytics-engine");
    private static final Duration ALL_AGAIN = Duration.ofMinutes(5);

    private final Path folder;
    private final LocalStack stack;
    private final InstalledPostgres postgres;
    private final ServiceProcess ingest;
    private final ServiceProcess analytics;
    private final ServiceProcess auth;

    private DrillSite(Path folder, LocalStack stack, InstalledPostgres postgres) throws IOException {
        this.folder = folder;
        this.stack = stack;
        this.postgres = postgres;
        Files.createDirectories(backups());
        this.ingest = service("ingest-service", "analytics_INGEST-0", Map.of());
        this.analytics = service(
                "oee-analytics-service", "analytics_OEE-PROCESSOR", postgres.environment("oee", "OEE_PASSWORD"));
        this.auth = service("auth-service", "auth_SERVICE", authEnvironment());
    }

    static DrillSite start() throws IOException {
        // short: the name of a socket has no more than 107 characters
        Path folder = Files.createTempDirectory("oee-drill");
        LocalStack stack =
                LocalStack.start(LocalStack.options().broker().kafka().tls());
        InstalledPostgres postgres;
        try {
            postgres = InstalledPostgres.start(
                    folder.resolve("postgres"), stack.certificates().folder());
        } catch (RuntimeException | IOException failed) {
            stack.close();
            throw failed;
        }
        DrillSite site = new DrillSite(folder, stack, postgres);
        try {
            site.startAll();
            return site;
        } catch (RuntimeException failed) {
            site.close();
            throw failed;
        }
    }

    ServiceProcess analytics() {
        return analytics;
    }

    ServiceProcess auth() {
        return auth;
    }

    InstalledPostgres postgres() {
        return postgres;
    }

    LocalStack stack() {
        return stack;
    }

    Path backups() {
        return folder.resolve("backups");
    }

    /** As the only backup's name has it. */
    String dayOfTheBackup() throws IOException {
        try (Stream<Path> files = Files.list(backups())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("oee-"))
                    .map(name -> name.replaceAll("^oee-|\\.dump$", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    void startAll() {
        startFigures();
        auth.start().awaitReady();
    }

    /** Those that figures come from. */
    void startFigures() {
        // one after the other: the time that a start may take is its own
        ingest.start().awaitReady();
        analytics.start().awaitReady();
    }

    /** Who writes into PostgreSQL. */
    void stopWriters() {
        analytics.close();
        auth.close();
    }

    void startWriters() {
        analytics.start().awaitReady();
        auth.start().awaitReady();
    }

    /** Returns when Kafka has noticed too, which is when their sessions end. */
    void stopAll() {
        stopWriters();
        ingest.close();
        try (Admin admin = Admin.create(stack.kafkaClient("admin_OPS"))) {
            await().atMost(LIMIT)
                    .until(() -> admin.describeConsumerGroups(STEPS).all().get().values().stream()
                            .allMatch(group -> group.members().isEmpty()));
        }
    }

    /** What the commands of the handbook find in their environment. */
    Map<String, String> operator() throws IOException {
        var identity = stack.certificates().client("admin_OPS");
        Path pem = Files.writeString(
                folder.resolve("admin_OPS.pem"),
                Files.readString(identity.key()) + Files.readString(identity.certificate()));
        Path client = Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SSL
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                ssl.keystore.type=PEM
                ssl.keystore.location=%s
                """.formatted(
                        stack.certificates().authority(), pem));
        Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> environment = new HashMap<>(postgres.clientEnvironment("oee_owner", "OWNER_PASSWORD"));
        environment.merge(
                "PATH", KafkaPrograms.in(folder.resolve("bin")).toString(), (path, more) -> more + ":" + path);
        environment.put("BACKUPS", backups().toString());
        environment.put("KAFKA", stack.kafkaBootstrap());
        environment.put("CLIENT", client.toString());
        environment.put("OEE_STATE_DIR", state().toString());
        return environment;
    }

    /** Publishes the bottling line's record, and returns when the engine has taken it in. */
    void replay(Path record) {
        Map<String, String> environment = new HashMap<>(stack.mqttEnvironment("edge_PLANT01-LINE01"));
        environment.put("SIMULATOR_DATA_DIR", state().resolve("replay").toString());
        Replay.of(record, environment);
        awaitTakenIn();
    }

    void awaitTakenIn() {
        CommittedLog log = new CommittedLog(stack.kafkaClient("admin_OPS"));
        await().atMost(ALL_AGAIN)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> log.isAllProcessed() && log.isAllTakenIn());
    }

    /** A copy of the record that ends with this many batches. */
    Path firstBatches(Path record, int count) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("first-batches"));
        for (String file : List.of("products.csv", "factors.csv")) {
            Files.copy(record.resolve(file), copy.resolve(file));
        }
        List<String> batches = Files.readAllLines(record.resolve("batches.csv")).subList(0, count + 1);
        List<String> ids = batches.stream().map(line -> line.split(",")[0]).toList();
        Files.write(copy.resolve("batches.csv"), batches);
        Files.write(
                copy.resolve("stops.csv"),
                Files.readAllLines(record.resolve("stops.csv")).stream()
                        .filter(line -> ids.contains(line.split(",")[0]))
                        .toList());
        return copy;
    }

    @Override
    public void close() throws IOException {
        stopWriters();
        ingest.close();
        postgres.close();
        stack.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DrillSite::delete);
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Map<String, String> authEnvironment() throws IOException {
        Path certificates = stack.certificates().folder();
        Map<String, String> environment = new HashMap<>(postgres.environment("oee_auth", "AUTH_PASSWORD"));
        environment.put("OEE_CA_CERTFILE", certificates.resolve("ca.crt").toString());
        environment.put("OEE_CA_KEYFILE", certificates.resolve("ca.key").toString());
        environment.put("OEE_AUTH_TOKEN_KEY_FILE", folder.resolve("token.key").toString());
        return environment;
    }

    private ServiceProcess service(String module, String clientId, Map<String, String> more) {
        Map<String, String> environment = ServiceEnvironment.of(stack, clientId, state().resolve(module));
        environment.putAll(more);
        return new ServiceProcess(module, "drill-" + module, environment);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
