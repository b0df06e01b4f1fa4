package io.oeesuite.mqttaccess;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PolicyCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void mosquittosFileHasAnEntryPerClient() {
        assertThat(run("mosquitto", "d1", "edge_1", "d2", "--group", "blue=d1,d2", "--group", "red=d1"))
                .isZero();

        assertThat(out.toString(UTF_8)).contains("""

                user d1
                topic write iotflow/devices/d1/telemetry/#
                topic write iotflow/devices/d1/status/#
                topic write iotflow/discovery/register/d1
                topic read iotflow/devices/d1/commands/#
                topic read iotflow/devices/d1/config
                topic read iotflow/discovery/response/d1
                topic read iotflow/fleet/commands/blue
                topic read iotflow/fleet/commands/red

                user d2
                """).contains("topic write spBv1.0/+/NDATA/edge_1\n");
        assertThat(out.toString(UTF_8)).doesNotContain("{");
    }

    @Test
    void emqxsFileIsOfTheSite() {
        assertThat(run("emqx", "--base", "acme", "--telemetry-only", "scada_HOST"))
                .isZero();

        assertThat(out.toString(UTF_8))
                .contains("{allow, {clientid, \"scada_HOST\"}, publish, [\"spBv1.0/STATE/HOST\"]}.\n")
                .contains("\"acme/devices/${clientid}/telemetry/#\"")
                .doesNotContain("iotflow")
                .doesNotContain("NCMD/${clientid}");
    }

    @Test
    void aWrongCallSaysWhatIsWrongAndPrintsNoFile() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("hivemq")).isEqualTo(2);
        assertThat(run("mosquitto")).isEqualTo(2);
        assertThat(run("mosquitto", "Edge_1")).isEqualTo(2);
        assertThat(run("mosquitto", "a b")).isEqualTo(2);
        assertThat(run("mosquitto", "d1", "--group", "blue")).isEqualTo(2);
        assertThat(run("mosquitto", "d1", "--group", "blue=d2")).isEqualTo(2);
        assertThat(run("mosquitto", "edge_1", "--group", "blue=edge_1")).isEqualTo(2);
        assertThat(run("mosquitto", "d1", "--group", "+=d1")).isEqualTo(2);
        assertThat(run("emqx", "d1")).isEqualTo(2);
        assertThat(run("emqx", "--base")).isEqualTo(2);
        assertThat(run("emqx", "--base", "spBv1.0")).isEqualTo(2);
        assertThat(run("emqx", "--bse", "a")).isEqualTo(2);

        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8))
                .contains("which clients?")
                .contains("the prefix of a role is written in lower case: edge_")
                .contains("there is no option --bse");
    }

    private int run(String... arguments) {
        return PolicyCommand.run(
                List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
