package io.oeesuite.systemtests.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An edge client that was not written here, Eclipse Tahu's, is reborn and written to. */
@WithSuite
class ForeignEdgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NODE = "edge_TAHU";

    @Test
    @DisplayName(
            "tck-id-operational-behavior-data-commands-{ncmd-rebirth-verb,dcmd-verb,dcmd-metric-name,dcmd-metric-value} as Tahu understands them")
    void itIsRebornAndWrittenTo(Suite suite) throws Exception {
        Map<String, String> environment = new HashMap<>(suite.stack().environment("scada_PRIMARY-HOST"));
        environment.putAll(suite.stack().mqttEnvironment("scada_PRIMARY-HOST"));
        environment.put("OEE_COMMANDS_ALLOW_0__GROUP", "TAHU");
        environment.put("OEE_COMMANDS_ALLOW_0__DEVICE", "PRESS");
        environment.put("OEE_COMMANDS_ALLOW_0__METRIC", "Outputs/*");
        try (ServiceProcess command = suite.service("command-service", "command-tahu", environment);
                TahuEdge edge = new TahuEdge(
                                "TAHU", NODE, "PRESS", suite.stack().mqttPlainPort())
                        .with("Outputs/Speed", MetricDataType.Double, 1.5)
                        .with("Outputs/Name", MetricDataType.String, "first")
                        .with("Outputs/Limit", MetricDataType.UInt32, 7L)) {
            command.start();
            edge.start();
            command.awaitReady();
            await().atMost(PATIENCE)
                    .until(() -> Boolean.TRUE.equals(at(command)
                            .get("/api/v1/nodes/TAHU/edge_TAHU/devices/PRESS")
                            .path("online")));

            String rebirth =
                    accepted(command, "/api/v1/rebirths", "{\"target\":{\"group\":\"TAHU\",\"node\":\"edge_TAHU\"}}");
            awaitConfirmed(command, rebirth);
            assertThat(edge.births()).isEqualTo(2);

            awaitConfirmed(command, write(command, "Outputs/Speed", "42.25"));
            awaitConfirmed(command, write(command, "Outputs/Name", "\"second\""));
            awaitConfirmed(command, write(command, "Outputs/Limit", "4294967295"));
            assertThat(edge.value("Outputs/Speed")).isEqualTo(42.25);
            assertThat(edge.value("Outputs/Name")).isEqualTo("second");
            assertThat(edge.value("Outputs/Limit")).isEqualTo(4_294_967_295L);
        }
    }

    private static String write(ServiceProcess command, String metric, String value) {
        return accepted(
                command,
                "/api/v1/commands",
                "{\"target\":{\"group\":\"TAHU\",\"node\":\"edge_TAHU\",\"device\":\"PRESS\"},\"metrics\":[{\"name\":\"%s\",\"value\":%s}]}"
                        .formatted(metric, value));
    }

    private static String accepted(ServiceProcess command, String path, String body) {
        return at(command)
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

    private static RequestSpecification at(ServiceProcess command) {
        return RestAssured.given().baseUri(command.http("").toString());
    }
}
