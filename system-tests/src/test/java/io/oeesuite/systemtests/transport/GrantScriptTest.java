package io.oeesuite.systemtests.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands for a cluster that is not local-stack's. */
class GrantScriptTest {
    private static final Path FOLDER = Path.of("..", "deploy", "kafka");

    @Test
    void aServiceIsGivenItsLinesOfTheTableAndNoOthers() throws Exception {
        long lines = Files.readAllLines(FOLDER.resolve("access.csv")).stream()
                .filter(line -> line.startsWith("*,") || line.startsWith("command-service,"))
                .count();

        assertThat(output(0, "command-service", "scada_PRIMARY-HOST", "scada_SECOND"))
                .hasSize((int) lines)
                .allSatisfy(command -> assertThat(command)
                        .startsWith("kafka-acls --add --")
                        .endsWith("--allow-principal User:scada_PRIMARY-HOST --allow-principal User:scada_SECOND"))
                .anySatisfy(
                        command -> assertThat(command)
                                .contains(
                                        "--topic oee.commands.v1 --resource-pattern-type literal --operation Read --operation Write"))
                .noneSatisfy(command -> assertThat(command).contains("oee.raw.v1"));
    }

    @Test
    void aNameThatIsNoneIsRefused() throws Exception {
        assertThat(output(2, "command-service", "x;reboot"))
                .singleElement()
                .asString()
                .contains("Not a name");
        assertThat(output(2, "no-service", "x")).singleElement().asString().contains("No service");
    }

    private static List<String> output(int exit, String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("sh", FOLDER.resolve("grant.sh").toString()));
        line.addAll(List.of(arguments));
        Process script = new ProcessBuilder(line).redirectErrorStream(true).start();
        List<String> output = script.inputReader().lines().toList();
        assertThat(script.waitFor()).isEqualTo(exit);
        return output;
    }
}
