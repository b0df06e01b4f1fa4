package io.oeesuite.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.edge.SparkplugEdge;

/**
 * The whole suite as its users run it: real servers, packaged services, mutual TLS, a certificate for each. Test classes that do no harm share one
 * ({@link #shared()}); those that kill things start their own.
 */
public final class Suite implements AutoCloseable {
    private static final Path LOGS = Path.of("target", "suite-logs").toAbsolutePath();

    private final LocalStack stack;
    private final Path logs;
    private final Path state;

    private Suite(LocalStack stack, Path logs, Path state) {
        this.stack = stack;
        this.logs = logs;
        this.state = state;
    }

    /** Started on first use; ends with this JVM. */
    public static SharedSuite shared() {
        return Shared.SUITE;
    }

    /** Servers without services. */
    public static Suite startServers(String name) {
        var stack = LocalStack.start(LocalStack.options().broker().kafka().postgres());
        return new Suite(stack, LOGS.resolve(name), newFolder());
    }

    public LocalStack stack() {
        return stack;
    }

    /** The ingest-service of the given number; not started. */
    public Service ingest(int number) {
        return service("ingest-service", "ingest-" + number, "analytics_INGEST-" + number, Map.of());
    }

    /** Not started. */
    public Service analytics() {
        return service("oee-analytics-service", "analytics", "analytics_OEE-PROCESSOR", Map.of());
    }

    /** Not started. Without a plant of its own: nodes are made through its control API. */
    public Service simulator(Map<String, String> settings) {
        return service("edge-simulator", "simulator", "edge_SIMULATOR", settings);
    }

    /** An edge node of a test, with a certificate made for it. */
    public SparkplugEdge edge(String group, String node) throws GeneralSecurityException, IOException {
        stack.certificates().client(node);
        var identity = PemIdentity.of(stack.certificates().folder(), node);
        return SparkplugEdge.connect("localhost", stack.mqttPort(), identity, group, node);
    }

    /** State belongs to one Kafka: no run may find that of another. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory("oee-suite-state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Service service(String module, String instance, String clientId, Map<String, String> settings) {
        var environment = new HashMap<>(stack.environment());
        environment.putAll(stack.mqttEnvironment(clientId));
        environment.put("OEE_STATE_DIR", state.resolve(instance).toString());
        environment.put("SIMULATOR_CERTS_DIR", stack.certificates().folder().toString());
        environment.putAll(settings);
        return new Service(module, instance, FreePort.next(), environment, logs);
    }

    @Override
    public void close() {
        stack.close();
    }

    /** What tests may do with the suite that they share. */
    public record SharedSuite(Suite suite, Service ingest, Service analytics) {
        public URI analyticsUri(String path) {
            return analytics.uri(path);
        }

        public SparkplugEdge edge(String group, String node) throws GeneralSecurityException, IOException {
            return suite.edge(group, node);
        }

        public LocalStack stack() {
            return suite.stack();
        }
    }

    private static final class Shared {
        static final SharedSuite SUITE = start();

        private static SharedSuite start() {
            var suite = startServers("shared");
            var shared = new SharedSuite(suite, suite.ingest(0), suite.analytics());
            shared.ingest.launch();
            shared.analytics.launch();
            shared.ingest.awaitReady();
            shared.analytics.awaitReady();
            return shared;
        }
    }
}
