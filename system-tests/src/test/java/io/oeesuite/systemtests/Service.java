package io.oeesuite.systemtests;

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

import io.oeesuite.localstack.JavaProcess;

/** A service of the suite in a process of its own, from its packaged artifact, as in production but for the JVM. */
public final class Service {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int httpPort;
    private final JavaProcess process;

    /**
     * @param module the folder of the module, and the service's name
     * @param instance tells replicas apart, in the log's name
     */
    Service(String module, String instance, int httpPort, Map<String, String> environment, Path logs) {
        this.httpPort = httpPort;
        var settings = new HashMap<>(environment);
        settings.put("HTTP_PORT", Integer.toString(httpPort));
        this.process = new JavaProcess(new JavaProcess.Command(
                instance,
                List.of(packaged(module)),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"),
                List.of(),
                settings,
                logs.resolve(instance + ".log")));
    }

    private static Path packaged(String module) {
        var jar = Path.of("..", module, "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        if (Files.notExists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: the services are packaged by ./oee test, or ./mvnw package -DskipTests");
        }
        return jar;
    }

    /** Returns when the service says that it is ready. */
    public void start() {
        process.start();
        process.awaitUntil(this::isReady, START_LIMIT);
    }

    /** Returns at once. */
    public void launch() {
        process.start();
    }

    public void awaitReady() {
        process.awaitUntil(this::isReady, START_LIMIT);
    }

    public void stop() {
        process.stop();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return process.command().log();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    public boolean isReady() {
        var request = HttpRequest.newBuilder(uri("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
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
}
