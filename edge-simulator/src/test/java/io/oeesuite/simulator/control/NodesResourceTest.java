package io.oeesuite.simulator.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.broker.Witness;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.TemplateValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@QuarkusTestResource(SimulatorResource.class)
class NodesResourceTest {

    private static final String LINE = "/nodes/CONTROL/" + SimulatorResource.LINE;
    private static final String OWN = "/nodes/CONTROL/" + SimulatorResource.OWN;

    private Witness witness;

    @BeforeEach
    void listen() {
        witness = Witness.of("spBv1.0/CONTROL/+/" + SimulatorResource.OWN + "/#");
    }

    @AfterEach
    void tidy() {
        given().delete(OWN);
        witness.close();
    }

    @Test
    void theScenarioIsPlayed() {
        awaitOnline(LINE);

        given().get("/nodes").then().statusCode(200).body("node", hasItems(SimulatorResource.LINE));
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/nodes/{group}/{node}/faults/{fault}/on",
                                "/nodes/{group}/{node}/devices/{device}/publish"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("oee_edge_queued"));
    }

    @Test
    void aLineTellsItsPastItsPresentAndObeysCommands() {
        awaitOnline(LINE);
        try (Witness line = Witness.of("spBv1.0/CONTROL/+/" + SimulatorResource.LINE + "/#")) {
            String ncmd = "spBv1.0/CONTROL/NCMD/" + SimulatorResource.LINE;
            String dcmd = "spBv1.0/CONTROL/DCMD/" + SimulatorResource.LINE + "/M1";
            line.command(ncmd, Metric.of("Node Control/Rebirth", true));
            line.awaitHeard("DBIRTH", 1);
            line.command(dcmd, Metric.of("Command/MachSpeed", DataType.DOUBLE, 600.0));
            line.command(dcmd, Metric.of("Command/CntrlCmd", DataType.INT32, 3));

            line.awaitHeard(heard -> heard.stream()
                    .flatMap(message -> message.payload().metrics().stream())
                    .anyMatch(metric ->
                            metric.name().filter("Admin/StopReason"::equals).isPresent()
                                    && metric.value().toString().contains("Operator stop")));
            line.awaitHeard(heard -> heard.stream()
                    .flatMap(message -> message.payload().metrics().stream())
                    .anyMatch(metric -> metric.name()
                                    .filter("Status/StateCurrent"::equals)
                                    .isPresent()
                            && metric.as(DataType.INT32).flatMap(Metric::value).equals(Optional.of(new LongValue(2)))));
            Metric definition = line.heard("NBIRTH")
                    .getFirst()
                    .payload()
                    .find("Types/Motor")
                    .orElseThrow();
            assertThat(definition.value()).containsInstanceOf(TemplateValue.class);

            given().post(LINE + "/faults/counter-rollover/on").then().statusCode(200);
            line.awaitHeard("DDEATH", 1);
            line.awaitHeard("DBIRTH", 2);
            assertThat(line.heard("DBIRTH").getLast().payload().find("Admin/ProdProcessedCount"))
                    .flatMap(Metric::value)
                    .contains(new LongValue(Integer.MAX_VALUE - 50));
            given().post(LINE + "/faults/counter-rollover/off").then().statusCode(200);
            given().post(LINE + "/faults/counter-reset/on").then().statusCode(200);
        }
    }

    @Test
    void aNodeOfOnesOwnIsDrivenByHand() {
        make();
        publish("FILLER", Map.of("name", "Status/StateCurrent", "type", "Int32", "value", 6))
                .body("delivered", equalTo(true));
        publish("FILLER", Map.of("name", "Admin/ProdProcessedCount", "value", 41, "timestamp", "2025-01-31T12:00:00Z"))
                .body("delivered", equalTo(true));
        publish("FILLER", Map.of("name", "Admin/ProdProcessedCount", "type", "Int64", "value", 7, "historical", true))
                .body("delivered", equalTo(true));
        publish("FILLER", Map.of("name", "Admin/OrderId", "null", true)).body("delivered", equalTo(true));
        witness.awaitHeard("DDATA", 4);

        List<Metric> sent = witness.heard("DDATA").stream()
                .map(message -> message.payload().metrics().getFirst())
                .toList();
        assertThat(sent.get(1).timestamp()).hasValue(1738324800000L);
        assertThat(sent.get(2).historical()).isTrue();
        assertThat(sent.get(2).as(DataType.INT32).flatMap(Metric::value)).contains(new LongValue(7));
        assertThat(sent.get(3).value()).isEmpty();
    }

    @Test
    void whatIsPublishedWhileDisconnectedIsKept() {
        make();
        given().post(OWN + "/disconnect").then().statusCode(200).body("state", equalTo("OFF"));
        witness.awaitHeard("NDEATH", 1);
        publish("FILLER", Map.of("name", "Admin/StopReason", "value", "power cut"), 202)
                .body("delivered", equalTo(false));

        given().post(OWN + "/connect").then().statusCode(200).body("state", equalTo("ONLINE"));
        witness.awaitHeard("DDATA", 1);

        assertThat(witness.heard("DDATA")
                        .getFirst()
                        .payload()
                        .metrics()
                        .getFirst()
                        .historical())
                .isTrue();
    }

    @Test
    void aDroppedNodeDiesByItsWillAndComesBack() {
        make();

        given().post(OWN + "/drop?away=PT0.2S").then().statusCode(200);
        witness.awaitHeard("NDEATH", 1);
        witness.awaitHeard("NBIRTH", 2);

        awaitOnline(OWN);
    }

    @Test
    void devicesGoAndCome() {
        make();

        given().post(OWN + "/devices/FILLER/offline").then().statusCode(200).body("devices.FILLER", equalTo(false));
        publish("FILLER", Map.of("name", "Admin/StopReason", "value", "x"), 409)
                .body("detail", containsString("offline"));
        given().post(OWN + "/devices/FILLER/online").then().statusCode(200).body("devices.FILLER", equalTo(true));
        witness.awaitHeard("DBIRTH", 2);

        assertThat(witness.heard("DDEATH")).hasSize(1);
    }

    @Test
    void aJsonDeviceTellsItsTelemetry() {
        try (Witness device = Witness.of("iotflow/devices/" + SimulatorResource.DEVICE + "/#")) {
            device.awaitHeard(heard -> heard.stream()
                    .anyMatch(message -> message.topic().endsWith("telemetry/metrics")
                            && new String(message.bytes().toArray(), StandardCharsets.UTF_8)
                                    .contains("Admin/ProdProcessedCount")));
        }
    }

    private void make() {
        given().contentType(ContentType.JSON)
                .body(Map.of("devices", List.of(Map.of("id", "FILLER"))))
                .put(OWN)
                .then()
                .statusCode(200)
                .body("state", equalTo("ONLINE"));
        witness.awaitHeard("DBIRTH", 1);
    }

    private static ValidatableResponse publish(String device, Map<String, Object> metric) {
        return publish(device, metric, 200);
    }

    private static ValidatableResponse publish(String device, Map<String, Object> metric, int status) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("metrics", List.of(metric)))
                .post(OWN + "/devices/" + device + "/publish")
                .then()
                .statusCode(status);
    }

    private static void awaitOnline(String node) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get(node).then().body("state", equalTo("ONLINE")));
    }
}
