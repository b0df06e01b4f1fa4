package io.oeesuite.systemtests.alerts;

import java.util.List;
import java.util.Map;

import io.oeesuite.systemtests.suite.ServiceProcess;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.lessThan;

/** A line of the simulator, whose clock is so far behind that its stop has lasted for long when it is told: nobody need wait for the limit. */
final class AlertingPlant {
    static final String NODE = "edge_PLANT03-LINE01";
    static final String FILLER = "PLANT03/" + NODE + "/FILLER";

    private static final int ABORTED = 9;

    private final ServiceProcess simulator;

    AlertingPlant(ServiceProcess simulator) {
        this.simulator = simulator;
    }

    void standsStillSinceLongAgo() {
        post("", Map.of("devices", List.of(Map.of("id", "FILLER")), "connect", false));
        post("/faults/clock-skew/on?amount=-PT11M", Map.of());
        post("/connect", Map.of());
        post(
                "/devices/FILLER/publish",
                Map.of("metrics", List.of(Map.of("name", "Status/StateCurrent", "type", "Int32", "value", ABORTED))));
    }

    private void post(String path, Object body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(simulator.http("/nodes/PLANT03/" + NODE + path))
                .then()
                .statusCode(lessThan(300));
    }
}
