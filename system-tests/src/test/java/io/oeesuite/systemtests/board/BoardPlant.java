package io.oeesuite.systemtests.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.oeesuite.systemtests.suite.ServiceProcess;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;

/** A line of two machines in the simulator that do what a test says. */
final class BoardPlant {

    static final String GROUP = "BOARD";
    static final String NODE = "edge_BOARD-LINE01";
    static final String LINE = GROUP + "/" + NODE;
    static final String FILLER = LINE + "/FILLER";
    static final String CAPPER = LINE + "/CAPPER";

    private static final int EXECUTE = 6;
    private static final int ABORTED = 9;

    private final ServiceProcess simulator;

    BoardPlant(ServiceProcess simulator) {
        this.simulator = simulator;
    }

    /** Connects the edge node and tells the last two hours of both machines: an hour's run, a jam of half an hour, a run up to now. The birth, a moment ago, began the counters at zero. */
    void connect() {
        post("", Map.of("devices", List.of(Map.of("id", "FILLER"), Map.of("id", "CAPPER"))));
        Instant now = Instant.now();
        for (String device : List.of("FILLER", "CAPPER")) {
            tell(device, now.minus(Duration.ofMinutes(120)), state(EXECUTE, ""), count("Admin/ProdProcessedCount", 0));
            tell(
                    device,
                    now.minus(Duration.ofMinutes(60)),
                    state(ABORTED, "Jam at infeed"),
                    count("Admin/ProdProcessedCount", 3000),
                    count("Admin/ProdDefectiveCount", 30));
            tell(device, now.minus(Duration.ofMinutes(30)), state(EXECUTE, ""));
            tell(
                    device,
                    now,
                    state(EXECUTE, ""),
                    count("Admin/ProdProcessedCount", 1500),
                    count("Admin/ProdDefectiveCount", 15));
        }
    }

    void runs(String device) {
        tell(device, Instant.now(), state(EXECUTE, ""));
    }

    void stops(String device, String reason) {
        tell(device, Instant.now(), state(ABORTED, reason));
    }

    void goesOffline(String device) {
        post("/devices/" + device + "/offline", Map.of());
    }

    void comesOnline(String device) {
        post("/devices/" + device + "/online", Map.of());
    }

    @SafeVarargs
    private void tell(String device, Instant time, List<Map<String, Object>>... metrics) {
        post(
                "/devices/" + device + "/publish",
                Map.of(
                        "timestamp",
                        time.toEpochMilli(),
                        "metrics",
                        List.of(metrics).stream().flatMap(List::stream).toList()));
    }

    private static List<Map<String, Object>> state(int state, String reason) {
        return List.of(
                Map.of("name", "Status/StateCurrent", "type", "Int32", "value", state),
                Map.of("name", "Admin/StopReason", "type", "String", "value", reason),
                Map.of("name", "Admin/MachDesignSpeed", "type", "Double", "value", 60.0),
                Map.of("name", "Admin/Product", "type", "String", "value", "COLA-500"),
                Map.of("name", "Admin/OrderId", "type", "String", "value", "4711"));
    }

    private static List<Map<String, Object>> count(String name, long value) {
        return List.of(Map.of("name", name, "type", "Int64", "value", value));
    }

    private void post(String path, Object body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(simulator.http("/nodes/" + LINE + path))
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }
}
