package io.oeesuite.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Who is called when: silences, acknowledgements, escalation. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
class CallingTest extends WholeService {
    @Test
    void nobodyAcknowledgesSoOthersAreCalled() throws Exception {
        Alert alert = AlertMother.down("SLOW/edge_1/press", Instant.now());
        engine.say(alert);

        eventually().until(() -> mails(alert).size() == 2);
        assertThat(mails(alert).get(1).getSubject()).contains("nobody has acknowledged");
    }

    @Test
    void whoAcknowledgesIsRememberedAndNobodyIsCalledAnyMore() {
        String silence = silence("SLOW/edge_1/saw");
        Alert alert = AlertMother.down("SLOW/edge_1/saw", Instant.now());
        engine.say(alert);
        eventually()
                .untilAsserted(() -> given().get("/api/v1/alerts/" + alert.getId())
                        .then()
                        .statusCode(200)
                        .body("heldBack", equalTo("silenced")));

        given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body("{\"comment\":\"on my way\"}")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(200)
                .body("acknowledged.actor", equalTo("anna"))
                .body("acknowledged.comment", equalTo("on my way"));
        endSilence(silence);

        Alert other = AlertMother.down("SLOW/edge_1/lathe", Instant.now());
        engine.say(other);
        eventually().until(() -> mails(other).size() == 2);
        assertThat(mails(alert)).as("only the other one was told").isEmpty();
        assertThat(told(alert)).isEmpty();
        given().header("X-Actor", "bert")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(200)
                .body("heldBack", equalTo("acknowledged"))
                .body("acknowledged.actor", equalTo("anna"));
    }

    @Test
    void aSilenceKeepsCallsBackUntilItIsEndedAndMqttShowsTheAlertAllTheSame() {
        String id = given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "equipment",
                        "QUIET",
                        "to",
                        Instant.now().plusSeconds(600).toString(),
                        "comment",
                        "cleaning"))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/silences/"))
                .body("active", equalTo(true))
                .extract()
                .path("id");
        given().get("/api/v1/silences").then().body("id", hasItem(id));
        Alert alert = AlertMother.down("QUIET/edge_1/press", Instant.now());
        engine.say(alert);

        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually()
                    .until(() -> listener.on("oee/v1/alerts/QUIET/edge_1/press").isPresent());
        }
        eventually()
                .untilAsserted(() -> given().get("/api/v1/alerts/" + alert.getId())
                        .then()
                        .statusCode(200)
                        .body("heldBack", equalTo("silenced")));
        assertThat(told(alert)).isEmpty();

        given().header("X-Actor", "anna")
                .delete("/api/v1/silences/" + id)
                .then()
                .statusCode(204);
        eventually().until(() -> told(alert).size() == 1);
    }

    @Test
    void aWeeklyWindowInForceKeepsCallsBack() {
        // every day from midnight to midnight
        String id = given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body("""
                        {"equipment":"WINDOW","to":"2099-12-31T00:00:00Z",
                         "weekly":{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],
                                   "from":"00:00","to":"00:00"}}
                        """)
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .body("active", equalTo(true))
                .extract()
                .path("id");
        Alert alert = AlertMother.down("WINDOW/edge_1/press", Instant.now());
        engine.say(alert);
        eventually()
                .untilAsserted(() -> given().get("/api/v1/alerts/" + alert.getId())
                        .then()
                        .statusCode(200)
                        .body("heldBack", equalTo("silenced")));

        endSilence(id);
        eventually().until(() -> told(alert).size() == 1);
    }

    @Test
    void aWeeklyMaintenanceWindowIsShownAsItWasSet() {
        given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body("""
                        {"equipment":"WEEKLY/edge_1","rule":"no-data","to":"2099-12-31T00:00:00Z",
                         "weekly":{"days":["SATURDAY"],"from":"22:00","to":"06:00","timeZone":"Europe/Berlin"}}
                        """)
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .body("weekly.days", equalTo(List.of("SATURDAY")))
                .body("weekly.to", equalTo("06:00:00"))
                .body("actor", equalTo("anna"));
    }

    @Test
    void whatIsClosedByHandIsOverForAll() {
        Alert alert = AlertMother.down("CLOSED/edge_1/press", Instant.now());
        Alert other = AlertMother.noData("CLOSED/edge_1/press", Instant.now());
        engine.say(other);
        engine.say(alert.toBuilder().addAlsoOpen(other).build());
        eventually().until(() -> told(alert).size() == 1 && told(other).size() == 1);

        given().post("/api/v1/alerts/" + alert.getId() + "/close").then().statusCode(400);
        given().header("X-Actor", "anna")
                .post("/api/v1/alerts/" + alert.getId() + "/close")
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("closedBy", equalTo("anna"));

        eventually().until(() -> told(alert).size() == 2);
        assertThat(told(alert).getLast().getString("alert.summary")).contains("was closed by anna after");
        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually()
                    .until(() -> listener.on("oee/v1/alerts/CLOSED/edge_1/press")
                            .filter(json -> json.contains("no-data") && !json.contains("machine-down"))
                            .isPresent());
        }
        given().header("X-Actor", "anna")
                .post("/api/v1/alerts/" + alert.getId() + "/close")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:oee-suite:problem:already-resolved"));
    }

    private static String silence(String equipment) {
        return given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "equipment",
                        equipment,
                        "to",
                        Instant.now().plusSeconds(600).toString()))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void endSilence(String id) {
        given().header("X-Actor", "anna")
                .delete("/api/v1/silences/" + id)
                .then()
                .statusCode(204);
    }
}
