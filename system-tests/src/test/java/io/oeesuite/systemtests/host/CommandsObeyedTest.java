package io.oeesuite.systemtests.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.systemtests.suite.PlantScenario;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.http.ContentType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** From REST over Kafka and MQTT to a simulated machine, and back by its own data. */
@WithSuite
class CommandsObeyedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NODE = "edge_COMMANDED-LINE";

    @Test
    void aMachineObeysAndItsDataSaySo(Suite suite, @TempDir Path folder) throws Exception {
        Path scenario = new PlantScenario().line("COMMANDED", NODE, 1).writeTo(folder);
        Map<String, String> environment = new HashMap<>(suite.stack().environment("scada_PRIMARY-HOST"));
        environment.putAll(suite.stack().mqttEnvironment("scada_PRIMARY-HOST"));
        environment.put("OEE_COMMANDS_ALLOW_0__GROUP", "COMMANDED");
        environment.put("OEE_COMMANDS_ALLOW_0__DEVICE", "*");
        environment.put("OEE_COMMANDS_ALLOW_0__METRIC", "Command/*");
        environment.put("OEE_COMMANDS_ALLOW_0__MIN", "0");
        environment.put("OEE_COMMANDS_ALLOW_0__MAX", "100");
        try (ServiceProcess command = suite.service("command-service", "command-obeyed", environment);
                ServiceProcess plant = suite.simulator("commanded", scenario.toString(), NODE)) {
            command.start();
            plant.start().awaitReady();
            command.awaitReady();
            await().atMost(PATIENCE).until(() -> isOnline(command));

            String speed = order(command, "Command/MachSpeed", 42);
            awaitConfirmed(command, speed);
            awaitValue(command, "Command/MachSpeed", 42f);

            String stop = order(command, "Command/CntrlCmd", 3);
            awaitConfirmed(command, stop);
            await().atMost(PATIENCE).until(() -> ((Number) metric(command, "Status/StateCurrent")).intValue() != 6);

            String rebirth = given(
                    command,
                    "/api/v1/rebirths",
                    "{\"target\":{\"group\":\"COMMANDED\",\"node\":\"%s\"}}".formatted(NODE));
            awaitConfirmed(command, rebirth);

            at(command)
                    .get("/api/v1/commands/" + speed)
                    .then()
                    .body("actor", equalTo("anna"))
                    .body("reason", equalTo("system test"))
                    .body("history.status", contains("accepted", "sent", "confirmed"));
            // a second start finds what became of them, and sends nothing again
            command.kill();
            command.start().awaitReady();
            at(command)
                    .get("/api/v1/commands?target=COMMANDED")
                    .then()
                    .body("status", contains("confirmed", "confirmed", "confirmed"));
        }
    }

    private static boolean isOnline(ServiceProcess command) {
        return Boolean.TRUE.equals(at(command).get(device()).path("online"));
    }

    private static String order(ServiceProcess command, String metric, int value) {
        return given(
                command,
                "/api/v1/commands",
                "{\"target\":{\"group\":\"COMMANDED\",\"node\":\"%s\",\"device\":\"M1\"},\"reason\":\"system test\",\"metrics\":[{\"name\":\"%s\",\"value\":%d}]}"
                        .formatted(NODE, metric, value));
    }

    private static String given(ServiceProcess command, String path, String body) {
        return at(command)
                .header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void awaitConfirmed(ServiceProcess command, String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                at(command).get("/api/v1/commands/" + id).<String>path("status"))
                        .isEqualTo("confirmed"));
    }

    private static void awaitValue(ServiceProcess command, String metric, Object value) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metric(command, metric)).isEqualTo(value));
    }

    private static Object metric(ServiceProcess command, String name) {
        return at(command).get(device()).path("metrics.find { it.name == '%s' }.value".formatted(name));
    }

    private static String device() {
        return "/api/v1/nodes/COMMANDED/" + NODE + "/devices/M1";
    }

    private static io.restassured.specification.RequestSpecification at(ServiceProcess command) {
        return io.restassured.RestAssured.given().baseUri(command.http("").toString());
    }
}
