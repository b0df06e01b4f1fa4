package io.oeesuite.systemtests.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.core.ConditionTimeoutException;

import io.oeesuite.systemtests.suite.InstalledProgram;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** A program of this machine that ends when it is closed, and also when the process that started it ends, however it does. */
final class LeashedProgram implements AutoCloseable {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** Ends the program when standard input ends. */
    private static final String LEASH = "\"$@\" & program=$!; cat; kill $program; wait $program";

    private static final long PATIENCE_S = 20;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path log;
    private final Process leash;

    /** Runs it in the clone, with its output in the log. */
    LeashedProgram(InstalledProgram program, Path log, Map<String, String> environment, String... arguments) {
        this.log = log;
        List<String> line =
                new ArrayList<>(List.of("sh", "-c", LEASH, "sh", program.path().toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // of whoever builds: haproxy.cfg reads them
        builder.environment().keySet().removeIf(name -> name.matches("(HAPROXY_|EMQX).*"));
        builder.environment().putAll(environment);
        try {
            leash = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it answers there; with what it has said, and ended, when it does not. */
    void awaitAnswer(String address) throws IOException {
        try {
            await().atMost(START_LIMIT)
                    .ignoreExceptions()
                    .until(() -> given().get(address).statusCode() == 200);
        } catch (ConditionTimeoutException silent) {
            close();
            throw new IllegalStateException(address + " does not answer: " + Files.readString(log), silent);
        }
    }

    @Override
    public void close() {
        try {
            leash.getOutputStream().close();
            if (!leash.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                leash.descendants().forEach(ProcessHandle::destroyForcibly);
                leash.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            leash.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
