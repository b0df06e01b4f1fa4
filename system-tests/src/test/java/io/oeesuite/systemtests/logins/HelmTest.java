package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.oeesuite.systemtests.demo.OeeScript;
import io.oeesuite.systemtests.suite.InstalledProgram;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code helm test} does in a cluster, with its own data and its own script: a record of production is published, and its OEE read with a program's login. */
final class HelmTest {
    private static final Path FILES = Path.of("..", "k8s", "oee-suite", "files", "helm-test")
            .toAbsolutePath()
            .normalize();
    private static final String NODE = "HELM-TEST/edge_HELM-TEST";
    private static final long PATIENCE_S = 120;

    private final GuardedDemo demo;
    private final Path begun;
    private int tries = 1;

    record Outcome(int code, String output) {}

    HelmTest(GuardedDemo demo) throws IOException {
        new InstalledProgram("curl").need();
        this.demo = demo;
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "\n");
        this.begun = Files.writeString(demo.folder().resolve("begun"), now);
    }

    void publish() throws IOException, InterruptedException {
        OeeScript.Outcome outcome = demo.replay(FILES, NODE);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        tries = 20;
    }

    /** Tries it once before anything was published, and until it is there after. */
    Outcome read() throws IOException, InterruptedException {
        Path output = demo.folder().resolve("helm-test.out");
        ProcessBuilder script = new ProcessBuilder(
                        "sh", FILES.resolve("read-oee.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment()
                .putAll(Map.of(
                        "BEGUN", begun.toString(),
                        "ANALYTICS_URL", demo.service("ANALYTICS").toString(),
                        "REALM_URL", demo.realm().toString(),
                        "CLIENT_SECRET", demo.clientSecret("oee-reporting"),
                        "TRIES", String.valueOf(tries)));
        Process process = script.start();
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                .as("read-oee.sh ends")
                .isTrue();
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}
