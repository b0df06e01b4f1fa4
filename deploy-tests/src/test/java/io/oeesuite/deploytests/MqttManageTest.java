package io.oeesuite.deploytests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** deploy/mqtt_manage.sh, every verb, with a real Mosquitto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MqttManageTest {

    @TempDir
    static Path parent;

    private SmallSite site;

    @BeforeAll
    void begin() {
        site = new SmallSite(parent);
    }

    @AfterAll
    void end() {
        if (site != null) {
            site.manage("stop");
        }
    }

    @Test
    @Order(1)
    void beforeSetupEachVerbSaysWhatToDo() {
        for (String verb : List.of("start", "stop", "status", "logs", "test", "backup", "setup-admin", "list-users")) {
            Program.Outcome outcome = site.manage(verb);

            assertThat(outcome.code()).as(verb).isEqualTo(1);
            assertThat(outcome.output()).contains("mqtt_manage.sh setup makes it");
        }
    }

    @Test
    @Order(2)
    void setupMakesTheSiteAndStartTheBroker() throws Exception {
        site.done("setup").contains("The site is in " + site.folder());
        assertThat(site.manage("status").code()).isEqualTo(3);

        site.done("setup-admin");
        site.done("start").contains("The broker runs");

        site.done("status").contains(String.valueOf(site.devicesPort), "9 clients");
        site.done("start").contains("The broker runs");
        assertThat(site.folder().resolve("broker/ca.key")).doesNotExist();
        assertThat(permissions(site.folder().resolve("certs/ca.key"))).isEqualTo("rw-------");
        assertThat(permissions(parent.resolve("admin_credentials_admin_OPS.txt")))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(3)
    void theTestOfTheRunningBrokerPasses() {
        site.done("test").contains("a message goes through").doesNotContain("FAILED");
        site.done("logs").contains("admin_OPS");
        assertThat(site.text("run/log").lines().filter(line -> line.contains("listen socket on port")))
                .as("no port is open that nobody has asked for")
                .hasSize(3);
    }

    @Test
    @Order(4)
    void aSecondSetupKeepsWhatIsThere() {
        String before =
                site.text("certs/client_admin_OPS.crt") + site.text("config/passwords") + site.text("config/clients");

        site.done("setup").doesNotContain("made");

        assertThat(site.text("certs/client_admin_OPS.crt")
                        + site.text("config/passwords")
                        + site.text("config/clients"))
                .isEqualTo(before);
    }

    @Test
    @Order(5)
    void aDeviceGetsCredentialsThatWorkAtOnceForItsOwnTopicsOnly() throws Exception {
        site.done("generate-device", "oven1");
        Path file = parent.resolve("device_credentials_oven1.txt");
        assertThat(permissions(file)).isEqualTo("rw-------");
        String password = credential(file, "MQTT_PASSWORD");

        site.done("generate-device", "oven2");
        assertThat(site.publish("oven1", "iotflow/devices/oven1/telemetry/sensors", "{\"own\":1}"))
                .isZero();

        Program.Outcome overWebSocketsPort = site.withPassword(
                "mosquitto_pub",
                site.internalPort,
                "oven1",
                password,
                "-q",
                "1",
                "-r",
                "-t",
                "iotflow/devices/oven1/status/online",
                "-m",
                "yes");
        assertThat(overWebSocketsPort.code()).as(overWebSocketsPort.output()).isZero();
        site.publish("oven2", "iotflow/devices/oven1/status/online", "stolen");
        assertThat(retained("iotflow/devices/oven1/#")).contains("yes").doesNotContain("stolen");
        assertThat(site.withPassword("mosquitto_pub", site.internalPort, "oven1", password + "x", "-t", "a", "-m", "b")
                        .code())
                .isNotZero();
        assertThat(site.text("config/passwords")).contains("oven1:$7$").doesNotContain(password);
    }

    @Test
    @Order(6)
    void aUserHasAPasswordAndNoCertificate() throws Exception {
        site.done("create-user", "dashboard_HALL");
        String password = credential(parent.resolve("user_credentials_dashboard_HALL.txt"), "MQTT_PASSWORD");

        Program.Outcome heard = site.withPassword(
                "mosquitto_sub",
                site.internalPort,
                "dashboard_HALL",
                password,
                "-t",
                "iotflow/devices/+/telemetry/#",
                "-W",
                "1");

        assertThat(heard.output()).doesNotContain("refused");
        site.done("list-users")
                .containsPattern("dashboard_HALL +yes +none")
                .containsPattern("oven1 +yes +\\w+ .* GMT")
                .containsPattern("analytics_INGEST-0 +no +\\w+ .* GMT");
        assertThat(site.manage("create-user", "dashboard_HALL").output()).contains("delete-user");
    }

    @ParameterizedTest
    @Order(7)
    @ValueSource(strings = {"admin_EVIL", "Scada_X", "EDGE_X", "a/b", "x y", "", "a:b"})
    void aDeviceCannotBeCalledLikeARole(String id) {
        assertThat(site.manage("generate-device", id).code()).isEqualTo(1);

        assertThat(site.text("config/clients")).doesNotContain("EVIL", "Scada", "EDGE_X");
    }

    @Test
    @Order(8)
    void aDeletedDeviceIsOutAtOnce() {
        site.done("generate-device", "press1");
        copyOf("press1");
        assertThat(site.publish("press1-copy", "iotflow/devices/press1/telemetry/sensors", "1"))
                .isZero();

        site.done("delete-user", "press1").contains("cannot connect again");

        assertThat(site.publish("press1-copy", "iotflow/devices/press1/telemetry/sensors", "1"))
                .isNotZero();
        assertThat(site.publish("oven1", "iotflow/devices/oven1/telemetry/sensors", "1"))
                .isZero();
        assertThat(site.text("config/passwords")).doesNotContain("press1");
        assertThat(site.manage("delete-user", "press1").output()).contains("there is no press1");
    }

    @Test
    @Order(9)
    void aBackupHoldsWhatWaitsAndARestoreBringsItBack() throws IOException {
        site.publish("admin_OPS", "oee/test/nothing", "");
        site.client("mosquitto_pub", "admin_OPS", "-q", "1", "-r", "-t", "oee/test/kept", "-m", "before");
        Path backup = parent.resolve("backup.tar.gz");

        site.done("backup", backup.toString());

        assertThat(permissions(backup)).isEqualTo("rw-------");
        site.client("mosquitto_pub", "admin_OPS", "-q", "1", "-r", "-t", "oee/test/kept", "-m", "after");
        site.done("delete-user", "oven2");
        site.done("restore", backup.toString()).contains("What was there is in", "The broker runs");
        assertThat(retained("oee/test/#")).contains("before").doesNotContain("after");
        assertThat(site.publish("oven2", "iotflow/devices/oven2/telemetry/sensors", "1"))
                .isZero();
        site.done("test").doesNotContain("FAILED");
    }

    @Test
    @Order(10)
    void whatIsNoBackupChangesNothing() throws IOException {
        Path junk = Files.writeString(parent.resolve("junk"), "no backup");

        assertThat(site.manage("restore", junk.toString()).output())
                .contains("is no backup of a site; nothing has changed");

        site.done("status");
    }

    @Test
    @Order(11)
    void restartAndStopKeepWhatWaits() {
        site.client("mosquitto_pub", "admin_OPS", "-q", "1", "-r", "-t", "oee/test/kept", "-m", "restarted");
        String topic = "iotflow/devices/oven1/telemetry/sensors";
        asIngestService("-E");

        site.done("restart");

        assertThat(retained("oee/test/#")).contains("restarted");
        assertThat(site.publish("oven1", topic, "while ingest-service is away")).isZero();
        assertThat(asIngestService("-C", "1", "-W", "10")).contains("while ingest-service is away");
        site.done("stop").contains("has stopped");
        assertThat(site.manage("status").code()).isEqualTo(3);
        site.done("stop").contains("does not run");
    }

    /** With a session that is kept and what ingest-service subscribes to behind Mosquitto. */
    private String asIngestService(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("-c", "-q", "1", "-t", "spBv1.0/#", "-t", "iotflow/devices/+/telemetry/#"));
        words.addAll(List.of(more));
        return site.client("mosquitto_sub", "analytics_INGEST-0", words.toArray(String[]::new))
                .output();
    }

    private String retained(String filter) {
        return site.client("mosquitto_sub", "admin_OPS", "-t", filter, "-W", "1")
                .output();
    }

    /** Of a device's certificate and key, as the device has them. */
    private void copyOf(String id) {
        try {
            for (String ending : List.of(".crt", ".key")) {
                Path certs = site.folder().resolve("certs");
                Files.copy(certs.resolve("client_" + id + ending), certs.resolve("client_" + id + "-copy" + ending));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String credential(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
