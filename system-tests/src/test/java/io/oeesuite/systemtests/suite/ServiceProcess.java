package io.oeesuite.systemtests.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.JavaProcess;

/** A packaged service in a process of its own, on a free port that stays its own over restarts. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(400);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = FreePort.next();
    private final JavaProcess process;

    /**
     * Does not start it yet.
     *
     * @param module whose {@code target/quarkus-app} is run
     * @param name of the process and of its log
     * @param environment what the operator would set; {@code HTTP_PORT} is added
     */
    public ServiceProcess(String module, String name, Map<String, String> environment) {
        Path runner = Path.of("..", module, "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(runner)) {
            throw new IllegalStateException(
                    "%s is not packaged: run ./mvnw package first, %s is missing".formatted(module, runner));
        }
        Map<String, String> settings = new HashMap<>(environment);
        // without logins, for this machine only, where the test does not say otherwise
        settings.putIfAbsent("QUARKUS_PROFILE", "demo");
        settings.put("HTTP_PORT", String.valueOf(port));
        process = new JavaProcess(new JavaProcess.Command(
                name,
                List.of(runner),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        // the manifest of quarkus-run.jar asks for these, but only java -jar reads it
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                List.of(),
                settings,
                Suite.LOGS.resolve(name + ".log")));
    }

    /** Starts it and returns at once. */
    public ServiceProcess start() {
        process.start();
        return this;
    }

    /**
     * Returns once {@code /q/health/ready} says so.
     *
     * @throws io.oeesuite.localstack.LocalStackException with the end of its log when it ends before or takes too long
     */
    public ServiceProcess awaitReady() {
        // asked more often, it would be slower to become ready
        process.awaitUntil(new Seldom(LOOK_INTERVAL, this::isReady), READY_LIMIT);
        return this;
    }

    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(http("/q/health/ready"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An address of this service, as {@code http("/api/v1/equipment")}. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public Path log() {
        return process.command().log();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** How it ended. */
    public int exitCode() {
        return process.exitCode();
    }

    /** SIGKILL; returns when it is gone. {@link #start()} brings it back on the same port. */
    public void kill() {
        process.kill();
    }

    /** Ends it in good order and returns when it is gone. */
    @Override
    public void close() {
        process.stop();
    }
}
