package io.oeesuite.simulator.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged simulator, killed while it works. */
class KilledSimulatorIT {

    private static final String NODE = "edge_KILLED";
    private static final int READINGS = 20;

    @TempDir
    Path folder;

    private Witness witness;
    private Process simulator;

    @BeforeEach
    void listen() {
        TestBroker.start(NODE);
        witness = Witness.of("spBv1.0/KILLED/#");
    }

    @AfterEach
    void end() throws InterruptedException {
        simulator.destroyForcibly().waitFor();
        witness.close();
    }

    // tck-id-topics-nbirth-bdseq-increment
    @Test
    void whatItToldBeforeItNeitherTakesBackNorTellsDifferently() throws Exception {
        start();
        for (int kills = 0; kills < 3; kills++) {
            awaitReadings(totals().size() + READINGS);
            simulator.destroyForcibly().waitFor();
            start();
        }
        awaitReadings(totals().size() + READINGS);

        TreeMap<Long, Long> byTime = new TreeMap<>();
        for (Metric total : totals()) {
            Long before = byTime.put(total.timestamp().orElseThrow(), number(total));
            assertThat(before).as("another value for " + total).isIn(null, number(total));
        }
        assertThat(byTime.values().stream().toList()).isSorted();
        assertThat(byTime.lastEntry().getValue()).isPositive();
        assertThat(witness.heard("NBIRTH"))
                .extracting(birth -> birth.payload().find("bdSeq").orElseThrow().value())
                .containsExactly(bdSeq(0), bdSeq(1), bdSeq(2), bdSeq(3));
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
        builder.environment().putAll(TestBroker.environment());
        builder.environment().put("HTTP_PORT", String.valueOf(FreePort.next()));
        builder.environment().put("SPARKPLUG_GROUP_ID", "KILLED");
        builder.environment().put("SPARKPLUG_EDGE_NODE_ID", NODE);
        builder.environment().put("SPARKPLUG_DEVICE_IDS", "M1");
        builder.environment().put("SIMULATOR_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("SIMULATOR_BACKFILL", "PT2M");
        builder.environment().put("SIMULATOR_TIME_SCALE", "5");
        simulator = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("simulator.log").toFile()))
                .start();
    }

    private void awaitReadings(int count) {
        await().atMost(Duration.ofSeconds(90)).until(() -> totals().size() >= count);
    }

    private List<Metric> totals() {
        return witness.heard("DDATA").stream()
                .flatMap(data -> data.payload().metrics().stream())
                .filter(metric -> metric.name().equals(Optional.of(MachineMetrics.TOTAL)))
                .toList();
    }

    private static long number(Metric metric) {
        return metric.as(DataType.INT32).flatMap(Metric::value).orElseThrow() instanceof LongValue(long number)
                ? number
                : -1;
    }

    private static Optional<Value> bdSeq(long number) {
        return Optional.of(new LongValue(number));
    }
}
