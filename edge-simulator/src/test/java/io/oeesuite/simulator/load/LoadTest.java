package io.oeesuite.simulator.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.simulator.broker.TestBroker;
import io.oeesuite.simulator.broker.Witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadTest {

    @Test
    void manyNodesSendAtTheRateThatIsAskedForAndNothingIsLost() throws InterruptedException {
        TestBroker.start("edge_LOADTEST-00000", "edge_LOADTEST-00001");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Witness witness = Witness.of("spBv1.0/LOADTEST/#")) {
            int exitCode = new Load(
                            name -> Optional.ofNullable(TestBroker.environment().get(name)),
                            new PrintStream(said, true))
                    .run(List.of(
                            "--group",
                            "LOADTEST",
                            "--nodes",
                            "2",
                            "--devices",
                            "3",
                            "--rate",
                            "200",
                            "--duration",
                            "PT1S"));

            assertThat(exitCode).as(said.toString(StandardCharsets.UTF_8)).isZero();
            witness.awaitHeard("NDEATH", 2);
            int messages = witness.heard("DDATA").size();
            Set<String> devices = new HashSet<>();
            witness.heard("DDATA").forEach(message -> devices.add(message.topic()));
            assertThat(messages).isBetween(150, 200);
            assertThat(devices).hasSize(6);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("Done: " + messages + " messages made");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes 0",
                "--nodes many",
                "--rate 0",
                "--duration soon",
                "--duration PT0S",
                "--what 1",
                "--nodes"
            })
    void aCommandLineThatMakesNoSenseIsRefused(String line) {
        List<String> arguments = List.of(line.split(" "));

        assertThatThrownBy(() -> LoadOptions.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Usage");
    }
}
