package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.oeesuite.localstack.JavaProcess;
import io.oeesuite.localstack.JavaServer;
import io.oeesuite.localstack.LocalStackException;

/** A service of the suite from its packaged application, in a process of its own; it answers once it is ready. */
final class DemoService extends JavaServer {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(400);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Consumer<String> say;
    private String said = "";

    /**
     * A service that does not run yet.
     *
     * @param heap the most it may take, as the JVM's -Xmx
     * @param say told what it waits for when that takes long
     */
    DemoService(
            String name, int port, String heap, Map<String, String> settings, DemoFolder folder, Consumer<String> say) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("HTTP_PORT", String.valueOf(port));
        // open where no realm is set, and for this machine only
        environment.put("QUARKUS_PROFILE", "demo");
        environment.put("OEE_STATE_DIR", folder.state(name).toString());
        super(new JavaProcess.Command(
                name,
                List.of(folder.application(name)),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx" + heap,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Duser.timezone=UTC",
                        "--enable-native-access=ALL-UNNAMED",
                        // the manifest of quarkus-run.jar asks for these, but only java -jar reads it
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                List.of(),
                environment,
                folder.log(name)));
        this.port = port;
        this.say = say;
    }

    /** Returns once {@code /q/health/ready} says so. A service that is not ready in time is left running: what it waits for may come yet. */
    @Override
    public void start() {
        process().start();
        awaitAnswer(process());
    }

    @Override
    protected void awaitAnswer(JavaProcess process) {
        long patientUntil = System.nanoTime() + PATIENCE.toNanos();
        said = "";
        try {
            process.awaitUntil(() -> isReadyOrComplains(patientUntil), LIMIT, LOOK_INTERVAL);
        } catch (LocalStackException failed) {
            throw isRunning()
                    ? new LocalStackException(name() + " is not ready: " + complaints() + "; see " + log())
                    : failed;
        }
    }

    private boolean isReadyOrComplains(long patientUntil) {
        boolean ready = isReady();
        if (!ready && System.nanoTime() > patientUntil) {
            String complaints = complaints();
            if (!complaints.equals(said)) {
                said = complaints;
                say.accept(name() + " is not ready yet: " + complaints);
            }
        }
        return ready;
    }

    private String complaints() {
        try {
            return HealthPage.complaints(
                    HTTP.send(request(health()), BodyHandlers.ofString()).body());
        } catch (IOException unreachable) {
            return "it does not answer at " + health();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    URI health() {
        return health(port);
    }

    private boolean isReady() {
        return isReady(health());
    }

    static URI health(int port) {
        return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    /** Whether the health page at this address says ready. */
    static boolean isReady(URI health) {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(ANSWER_LIMIT).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpRequest request(URI page) {
        return HttpRequest.newBuilder(page).timeout(ANSWER_LIMIT).build();
    }
}
