package io.oeesuite.systemtests.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The README's first steps: start it, feed it, ask it; and what happens when a part dies, when it is ended and started again. */
class DemoTest {
    private static final long GIGABYTE_KB = 1024 * 1024;
    private static final String RECORD = "edge-simulator/examples/bottling-line";

    @TempDir
    Path folder;

    private OeeScript oee;

    @BeforeEach
    void choosePorts() {
        oee = new OeeScript(folder);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        oee.run("stop");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES) // of many steps, each with a limit of its own
    void itStartsAnswersHealsEndsAndRemembers() throws Exception {
        var started = oee.run("demo", "--empty", "--detach");
        assertThat(started.code()).as(started.output()).isZero();
        assertThat(started.output()).contains("http://localhost:" + oee.port("ANALYTICS"));
        assertThat(oee.run("status").code()).isZero();
        given().get("http://localhost:" + oee.port("ANALYTICS") + "/").then().statusCode(200);
        assertThat(memoryKb(oee.processes())).as("kB in memory").isLessThan(3 * GIGABYTE_KB);

        var replayed = oee.run("replay", RECORD);
        assertThat(replayed.code()).as(replayed.output()).isZero();
        awaitTheRecord();

        oee.processes().get("ingest-service").destroyForcibly();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(oee.run("status").code()).isNotZero());
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(oee.run("status").code()).isZero());

        Map<String, ProcessHandle> processes = oee.processes();
        assertThat(processes)
                .containsKeys(
                        "supervisor",
                        "MQTT broker",
                        "Kafka",
                        "PostgreSQL",
                        "ingest-service",
                        "oee-analytics-service",
                        "alert-sender",
                        "command-service",
                        "auth-service");
        assertThat(oee.run("stop").code()).isZero();
        assertThat(processes.values()).noneMatch(ProcessHandle::isAlive);
        assertThat(oee.ports()).allSatisfy(DemoTest::isFree);
        assertThat(oee.run("status").code()).isEqualTo(3);

        var again = oee.run("demo", "--empty", "--detach");
        assertThat(again.code()).as(again.output()).isZero();
        awaitTheRecord();

        assertThat(oee.run("stop").code()).isZero();
        var fresh = oee.run("demo", "--detach", "--fresh");
        assertThat(fresh.code()).as(fresh.output()).isZero();
        given().get(theRecord()).then().statusCode(404);
        awaitThePast();
        assertThat(memoryKb(oee.processes())).as("kB in memory").isLessThan(3 * GIGABYTE_KB);
    }

    /** The plant tells hours of its past. */
    private void awaitThePast() {
        Instant now = Instant.now();
        String past = "http://localhost:" + oee.port("ANALYTICS") + "/api/v1/oee?equipment=PLANT01&from="
                + now.minus(Duration.ofHours(6)) + "&to=" + now.minus(Duration.ofHours(5));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            var figure = given().get(past).then().statusCode(200).extract().jsonPath();
            assertThat(figure.getLong("ledger.noDataMs")).isZero();
            assertThat(figure.getLong("totalCount")).isPositive();
        });
    }

    @Test
    void aPortThatIsTakenIsNamedAtOnce() throws Exception {
        try (var taken = new ServerSocket(oee.port("KAFKA"), 1, InetAddress.getLoopbackAddress())) {
            var started = oee.run("demo", "--empty", "--detach");

            assertThat(started.code()).isNotZero();
            assertThat(started.output()).contains(String.valueOf(taken.getLocalPort()), "OEE_KAFKA_PORT");
            assertThat(oee.processes()).isEmpty();
        }
    }

    private void awaitTheRecord() {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            var figure =
                    given().get(theRecord()).then().statusCode(200).extract().jsonPath();
            assertThat(figure.getLong("ledger.runMs")).isEqualTo(148_200_000);
            assertThat(figure.getDouble("availability")).isCloseTo(2470.0 / 3858, within(1e-6));
        });
    }

    private String theRecord() {
        return "http://localhost:" + oee.port("ANALYTICS")
                + "/api/v1/oee?equipment=BOTTLING/edge_PLANT01-LINE01/FILLER&from=2024-08-29T11:50:00Z&to=2024-09-03T01:05:00Z";
    }

    private static void isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        } catch (IOException taken) {
            throw new AssertionError("port " + port + " is still taken", taken);
        }
    }

    private static long memoryKb(Map<String, ProcessHandle> processes) {
        return processes.values().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .mapToLong(DemoTest::memoryKb)
                .sum();
    }

    /** What the process has in memory and shares with nobody, with its share of the rest. */
    private static long memoryKb(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"));
            return lines.stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
