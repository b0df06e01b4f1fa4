package io.oeesuite.simulator.replay;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.simulator.broker.TestBroker;
import io.oeesuite.simulator.broker.Witness;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayBrokerTest {

    private static final String NODE = "edge_PLANT01-LINE01";
    private static final String DDATA = "spBv1.0/BOTTLING/DDATA/edge_PLANT01-LINE01/FILLER";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void startBroker() {
        TestBroker.start(NODE);
    }

    @Test
    void theBrokerGetsEveryFactOfTheRecordOnceAndAsHistoryWhateverTheOrder() throws Exception {
        List<String> inOrder = replayed("--rate", "2000");
        List<String> shuffled = replayed("--shuffle", "7");

        assertThat(inOrder).containsExactlyInAnyOrderElementsOf(ExpectedFacts.ofTheRecord());
        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Done", "38 batches with 61 stops");
    }

    private List<String> replayed(String... options) throws InterruptedException {
        try (Witness witness = Witness.of("spBv1.0/BOTTLING/#")) {
            assertThat(run(options)).isZero();
            witness.awaitHeard("NDEATH", 1);

            assertThat(witness.heard().getFirst().topic()).isEqualTo("spBv1.0/BOTTLING/NBIRTH/" + NODE);
            assertThat(witness.heard().get(1).topic()).isEqualTo("spBv1.0/BOTTLING/DBIRTH/" + NODE + "/FILLER");
            assertThat(witness.heard().getLast().topic()).isEqualTo("spBv1.0/BOTTLING/NDEATH/" + NODE);
            assertThat(witness.heard().get(1).payload().find("Status/StateCurrent"))
                    .flatMap(Metric::value)
                    .contains(new LongValue(0));
            List<String> facts = new ArrayList<>();
            witness.heard("DDATA")
                    .forEach(message -> message.payload().metrics().forEach(metric -> {
                        assertThat(message.topic()).isEqualTo(DDATA);
                        assertThat(metric.historical()).isTrue();
                        facts.add(text(metric));
                    }));
            return facts;
        }
    }

    private static String text(Metric metric) {
        String name = metric.name().orElseThrow();
        DataType type = switch (name) {
            case "Status/StateCurrent", "Admin/ProdProcessedCount", "Admin/ProdDefectiveCount" -> DataType.INT32;
            case "Status/CurMachSpeed", "Admin/MachDesignSpeed" -> DataType.DOUBLE;
            default -> DataType.STRING;
        };
        return ExpectedFacts.text(
                name,
                metric.timestamp().orElseThrow(),
                metric.as(type).flatMap(Metric::value).orElseThrow());
    }

    @Test
    void aMissingCertificateIsSaidPlainly() throws Exception {
        Map<String, String> environment = environment();
        environment.put("SIMULATOR_CERTS_DIR", folder.toString());

        int exitCode = run(environment, ReplayTest.EXAMPLE.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("MQTT_CA_CERTS", "ca.crt");
    }

    private int run(String... options) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(ReplayTest.EXAMPLE.toString()));
        arguments.addAll(List.of(options));
        return run(environment(), arguments.toArray(String[]::new));
    }

    private int run(Map<String, String> environment, String... arguments) throws InterruptedException {
        return new Replay(name -> Optional.ofNullable(environment.get(name)), new PrintStream(said, true))
                .run(List.of(arguments));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(TestBroker.environment());
        environment.put("SIMULATOR_DATA_DIR", folder.toString());
        return environment;
    }
}
