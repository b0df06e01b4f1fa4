package io.oeesuite.deploytests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.oeesuite.localstack.JavaProcess;

/** The packaged ingest-service, its receive step alone, in a process of its own. */
final class IngestService implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(400);

    private final int port = Ports.free(1).getFirst();
    private final JavaProcess process;

    /** Returns at once. */
    IngestService(Path folder, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("HTTP_PORT", String.valueOf(port));
        settings.put("QUARKUS_PROFILE", "demo");
        settings.put("OEE_INGEST_STEPS", "receive");
        settings.put("OEE_STATE_DIR", folder.resolve("state").toString());
        process = new JavaProcess(new JavaProcess.Command(
                "ingest-service",
                List.of(Program.ROOT.resolve("ingest-service/target/quarkus-app/quarkus-run.jar")),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // the manifest of quarkus-run.jar asks for these, but only java -jar reads it
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                List.of(),
                settings,
                folder.resolve("ingest-service.log")));
        process.start();
    }

    /** Returns when it is connected with all brokers. */
    void awaitReady() {
        process.awaitUntil(this::isReady, READY_LIMIT, LOOK_INTERVAL);
    }

    boolean isReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.stop();
    }
}
