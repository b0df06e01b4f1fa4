package io.oeesuite.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scripts do in a clone that seems to be built; its JDK says what it was asked to run, its Debian has no chromium. */
class OeeInCloneTest {

    private static final List<String> BUILT = List.of(
            "ingest-service/target/quarkus-app/quarkus-run.jar",
            "oee-analytics-service/target/quarkus-app/quarkus-run.jar",
            "alert-sender/target/quarkus-app/quarkus-run.jar",
            "command-service/target/quarkus-app/quarkus-run.jar",
            "auth-service/target/quarkus-app/quarkus-run.jar",
            "edge-simulator/target/quarkus-app/quarkus-run.jar",
            "local-stack/target/classes/io/oeesuite/localstack/demo/DemoMain.class");
    private static final Map<String, String> SERVERS =
            Map.of("kafka-server", "kafka", "postgres-server", "postgres", "mqtt-broker", "broker");

    @TempDir
    Path clone;

    @BeforeEach
    void make() throws IOException {
        for (String script : List.of("oee", ".ci/run")) {
            Path copy = clone.resolve(script);
            Files.createDirectories(copy.getParent());
            Files.copy(Shell.ROOT.resolve(script), copy);
        }
        script("certs/generate_certs.sh", "");
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "env | grep '^MQTT_' | sort; echo \"java $*\"");
        Files.writeString(clone.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        for (String file : BUILT) {
            write(file, "");
        }
        for (var server : SERVERS.entrySet()) {
            write(
                    "local-stack/" + server.getKey() + "/target/classes/io/oeesuite/localstack/" + server.getValue()
                            + ".classpath",
                    clone.resolve("oee").toString());
        }
        Files.createDirectories(clone.resolve("data"));
        write(".local/built", "");
    }

    @Test
    void aReplayGoesToTheRunningDemoWhateverTheShellIsSetUpFor() throws Exception {
        write(".local/demo.properties", "broker=local\nbroker.port=8884\n");

        String said = oee(ownBroker(), "replay", "data").output();

        assertThat(said)
                .contains("MQTT_BROKER_HOST=localhost\n", "MQTT_BROKER_PORT=8884\n", "MQTT_USE_TLS=true\n")
                .doesNotContain("plant.example", "MQTT_BROKERS")
                .contains("replay " + clone.resolve("data").toRealPath());
    }

    @Test
    void keycloakIsFetchedForLoginsOnly() throws Exception {
        script("mvnw", "echo \"$*\" >>calls");

        assertThat(oee(Map.of(), "demo").output()).contains(" demo").doesNotContain("Building");
        assertThat(clone.resolve("calls")).doesNotExist();

        assertThat(oee(Map.of(), "demo", "--logins").output()).contains("Building", " demo --logins");
        assertThat(Files.readString(clone.resolve("calls"))).contains(",local-stack/keycloak-server -am");

        write(
                "local-stack/keycloak-server/target/classes/io/oeesuite/localstack/keycloak.classpath",
                clone.resolve("oee").toString());
        assertThat(oee(Map.of(), "demo", "--logins").output()).doesNotContain("Building");
    }

    @Test
    void aReplayGoesToAnOwnBrokerWhenAskedTo() throws Exception {
        write(".local/demo.properties", "broker=local\nbroker.port=8884\n");

        assertThat(oee(ownBroker(), "replay", "--external-broker", "data").output())
                .contains("MQTT_BROKERS=plant.example")
                .doesNotContain("localhost");
    }

    @Test
    void aReplayGoesToTheOwnBrokerThatTheDemoRunsWith() throws Exception {
        write(".local/demo.properties", "broker=external\n");

        assertThat(oee(ownBroker(), "replay", "data").output()).contains("MQTT_BROKERS=plant.example");
        assertThat(oee(Map.of(), "replay", "data").output()).contains("oee: which broker?");
    }

    @Test
    void aReplayFollowsTheDemoToItsFolder() throws Exception {
        write("elsewhere/demo.properties", "broker=local\nbroker.port=8885\n");

        assertThat(oee(Map.of("OEE_LOCAL_DIR", "elsewhere"), "replay", "data").output())
                .contains("MQTT_BROKER_PORT=8885", "MQTT_CA_CERTS=" + clone.toRealPath() + "/elsewhere/certs/ca.crt");
    }

    @Test
    void stopEndsADemoWhoseProgramHasBeenDeletedSince() throws Exception {
        Files.delete(clone.resolve(BUILT.getLast()));
        assertThat(oee(Map.of(), "stop").output()).isEqualTo("The demo does not run\n");
        Process supervisor =
                new ProcessBuilder("sh", "-c", "sleep 600 & wait", "io.oeesuite.localstack.demo.DemoMain").start();
        try {
            write(".local/demo.properties", "process.supervisor=" + supervisor.pid() + " 2026-01-01T00\\:00\\:00Z\n");

            Shell.Outcome status = oee(Map.of(), "status");
            Shell.Outcome stop = oee(Map.of(), "stop");

            assertThat(status.code()).isEqualTo(1);
            assertThat(status.output()).contains("the demo runs (process " + supervisor.pid() + ")");
            assertThat(stop.output()).isEqualTo("Ended\n");
            assertThat(supervisor.isAlive()).isFalse();
            assertThat(clone.resolve(".local/demo.properties")).doesNotExist();
            assertThat(oee(Map.of(), "status").code()).isEqualTo(3);
        } finally {
            supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
            supervisor.destroyForcibly();
        }
    }

    @Test
    void aBuildServerUpdatesFirstInstallsOneByOneAndFailsWhenSomethingStaysMissing() throws Exception {
        Shell.Outcome outcome = run(debian("true"), ".ci/run");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("Could not install chromium", "chromium is missing: a build server must not skip");
        assertThat(Files.readAllLines(clone.resolve("calls")))
                .startsWith("update", "openssl", "shellcheck", "chromium", "curl")
                .contains("erlang-base")
                .doesNotHaveDuplicates();
    }

    @Test
    void elsewhereWhatIsMissingIsSaidAndTheTestsRun() throws Exception {
        script("mvnw", "echo \"mvnw $*\"");

        Shell.Outcome outcome = run(debian("false"), ".ci/run");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.output())
                .contains(
                        "chromium is missing: the tests that need it are skipped",
                        "mvnw -B -T 2 spotless:check verify");
    }

    private static Map<String, String> ownBroker() {
        return Map.of("MQTT_BROKERS", "plant.example", "MQTT_CLIENT_ID", "mine");
    }

    /** A PATH where apt-get can install anything but chromium. */
    private Map<String, String> debian(String ci) throws IOException {
        Path programs = Shell.onlyPrograms(
                clone.resolve("programs"),
                List.of("sh", "dirname", "env", "sed", "head", "cat", "touch", "chmod", "find", "grep", "xargs"));
        script("programs/id", "echo 0");
        script("programs/apt-get", """
                [ "$1" = install ] || { echo "$1" >>%1$s/calls; exit 0; }
                for package; do :; done
                echo "$package" >>%1$s/calls
                [ "$package" != chromium ] || exit 100
                echo '#!/bin/sh' >%1$s/programs/"$package"
                chmod +x %1$s/programs/"$package"
                """.formatted(clone));
        return Map.of("PATH", programs.toString(), "CI", ci);
    }

    private Shell.Outcome oee(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./oee"));
        command.addAll(List.of(arguments));
        return run(environment, command.toArray(String[]::new));
    }

    private Shell.Outcome run(Map<String, String> environment, String... command) throws Exception {
        Map<String, String> all =
                new HashMap<>(Map.of("JAVA_HOME", clone.resolve("jdk").toString()));
        all.putAll(environment);
        return new Shell(all).in(clone, List.of(command));
    }

    private void write(String file, String text) throws IOException {
        Path path = clone.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void script(String file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(clone.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
