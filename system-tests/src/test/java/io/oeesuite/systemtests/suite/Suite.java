package io.oeesuite.systemtests.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.localstack.Server;
import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.edge.SparkplugEdge;

/**
 * Broker, Kafka, PostgreSQL, ingest-service and oee-analytics-service, running and ready, all over mutual TLS, each with the least rights; the simulator on request. All
 * tests of the module share one: use a Sparkplug group of your own, and leave everything running that you killed. Logs are in
 * {@code target/suite-logs}.
 *
 * <p>Ask for it with a parameter of a test annotated {@link WithSuite}.
 */
public final class Suite implements AutoCloseable {

    static final Path LOGS = Path.of("target", "suite-logs").toAbsolutePath();

    private final LocalStack stack;
    private final ServiceProcess ingest;
    private final ServiceProcess analytics;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Path state = newFolder();

    private Suite(LocalStack stack) {
        this.stack = stack;
        this.ingest = ingest("analytics_INGEST-0");
        this.analytics = service("oee-analytics-service", "oee-analytics-service", "analytics_OEE-PROCESSOR");
    }

    /** Returns when all of it is ready. */
    static Suite start() {
        emptyLogs();
        LocalStack stack = LocalStack.start(
                LocalStack.options().broker().plainListener().kafka().postgres().tls());
        try {
            Suite suite = new Suite(stack);
            suite.startServices();
            return suite;
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
    }

    private void startServices() {
        try {
            ingest.start();
            analytics.start();
            ingest.awaitReady();
            analytics.awaitReady();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    public LocalStack stack() {
        return stack;
    }

    /** What Kafka holds. */
    public CommittedLog log() {
        return new CommittedLog(stack.kafkaClient("admin_OPS"));
    }

    public ServiceProcess ingest() {
        return ingest;
    }

    public ServiceProcess analytics() {
        return analytics;
    }

    /** Another replica of ingest-service, not started, with a client id and a certificate of its own; close it when done. */
    public ServiceProcess ingest(String clientId) {
        return service("ingest-service", "ingest-service-" + clientId, clientId);
    }

    /**
     * A service with the servers' addresses and the MQTT identity of this client id in its environment; not started. The suite
     * ends it when you do not.
     */
    public ServiceProcess service(String module, String name, String clientId) {
        return service(module, name, ServiceEnvironment.of(stack, clientId, state.resolve(name)));
    }

    /** Where a service of this run keeps its state. */
    public Path state(String name) {
        return state.resolve(name);
    }

    /** The same with an environment of your own. */
    public synchronized ServiceProcess service(String module, String name, Map<String, String> environment) {
        ServiceProcess process = new ServiceProcess(module, name, environment);
        services.add(process);
        return process;
    }

    /** An edge node of a test, with a certificate made for it. */
    public SparkplugEdge edge(String group, String node) throws GeneralSecurityException, IOException {
        stack.certificates().client(node);
        PemIdentity identity = PemIdentity.of(stack.certificates().folder(), node);
        return SparkplugEdge.connect("localhost", stack.mqttPort(), identity, group, node);
    }

    /**
     * The simulator with its control API, not started; the suite ends it when you do not.
     *
     * @param scenario a YAML file, or {@code none}
     * @param edgeNodes the ids of its edge nodes, which are their client ids
     */
    public ServiceProcess simulator(String name, String scenario, String... edgeNodes) {
        for (String edgeNode : edgeNodes) {
            stack.certificates().client(edgeNode);
        }
        return service(
                "edge-simulator",
                name,
                Map.of(
                        "MQTT_BROKER_HOST", stack.mqttHost(),
                        "MQTT_BROKER_PORT", String.valueOf(stack.mqttPort()),
                        "MQTT_USE_TLS", "true",
                        "SIMULATOR_CERTS_DIR", stack.certificates().folder().toString(),
                        "SIMULATOR_DATA_DIR", state.resolve(name).toString(),
                        "SIMULATOR_SCENARIO", scenario));
    }

    /** Ends the services, then the servers, and keeps their logs. */
    @Override
    public synchronized void close() {
        services.forEach(ServiceProcess::close);
        stack.servers().forEach(Suite::keepLog);
        stack.close();
    }

    /** State belongs to one Kafka: no run may find that of another. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory("oee-suite-state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keepLog(Server server) {
        try {
            Files.copy(server.log(), LOGS.resolve(server.log().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void emptyLogs() {
        try {
            Files.createDirectories(LOGS);
            try (Stream<Path> old = Files.list(LOGS)) {
                for (Path log : old.toList()) {
                    Files.delete(log);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
