package io.oeesuite.alert;

import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.contracts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** The REST API: what it lists, and what it refuses. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
class AlertApiTest extends WholeService {
    @TestHTTPResource
    URL here;

    private static final String WEEKLY =
            "{\"to\":\"2099-01-01T00:00:00Z\",\"weekly\":{\"days\":%s,\"from\":\"%s\",\"to\":\"23:00\"}}";

    @Test
    void alertsAreListedByStatusAndEquipment() {
        Alert alert = AlertMother.down("LISTED/edge_1/press", Instant.now());
        engine.say(alert);

        eventually()
                .untilAsserted(() -> given().queryParam("status", "open")
                        .queryParam("equipment", "LISTED")
                        .get("/api/v1/alerts")
                        .then()
                        .body("id", equalTo(List.of(alert.getId()))));
        engine.say(AlertMother.resolved(alert, Instant.now()));
        eventually()
                .untilAsserted(() -> given().queryParam("status", "resolved")
                        .queryParam("equipment", "LISTED/edge_1")
                        .get("/api/v1/alerts")
                        .then()
                        .body("status", equalTo(List.of("resolved"))));
        given().header("X-Actor", "anna")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:already-resolved"));
    }

    @Test
    void alertsComeInPages() {
        Instant now = Instant.now();
        List<Alert> alerts = List.of(
                AlertMother.down("PAGED/edge_1/a", now.minusSeconds(30)),
                AlertMother.down("PAGED/edge_1/b", now.minusSeconds(20)),
                AlertMother.down("PAGED/edge_1/c", now.minusSeconds(10)));
        alerts.forEach(engine::say);
        eventually()
                .untilAsserted(() ->
                        given().get("/api/v1/alerts?equipment=PAGED").then().body("id.size()", equalTo(3)));

        Response first = given().get("/api/v1/alerts?equipment=PAGED&limit=2");
        first.then().body("equipment", equalTo(List.of("PAGED/edge_1/c", "PAGED/edge_1/b")));
        String next = first.header("Link").replaceFirst("^<([^>]+)>.*$", "$1");
        assertThat(first.header("Link")).contains("rel=\"next\"");

        Response second = given().urlEncodingEnabled(false).get(next);
        second.then().body("equipment", equalTo(List.of("PAGED/edge_1/a")));
        assertThat(second.header("Link")).as("that was all").isNull();
    }

    @Test
    void whatIsWrongWithARequestIsAProblemThatSaysWhatToDo() {
        problem(given().get("/api/v1/alerts?status=shut"), 400, "bad-parameter", "open, resolved, all");
        problem(given().get("/api/v1/alerts/none"), 404, "unknown-alert", "GET /api/v1/alerts");
        problem(given().get("/api/v1/deliveries?limit=0"), 400, "bad-parameter", "1..1000");
        problem(given().delete("/api/v1/silences/none"), 400, "no-actor", "X-Actor");
        problem(given().header("X-Actor", "anna").delete("/api/v1/silences/none"), 404, "unknown-silence", "silences");
        problem(silence("{\"equipment\":\"A\"}"), 400, "invalid-silence", "\"to\" is missing");
        problem(silence("{\"to\":\"2001-01-01T00:00:00Z\"}"), 400, "invalid-silence", "lie before");
        problem(silence("{\"to\":\"2099-01-01T00:00:00Z\",\"equipment\":\"a//b\"}"), 400, "invalid-silence", "a//b");
        problem(silence("{\"until\":\"2099-01-01T00:00:00Z\"}"), 400, "unreadable-body", "until");
        problem(silence("{"), 400, "unreadable-body", "");
        problem(silence("null"), 400, "unreadable-body", "empty");
        problem(silence(WEEKLY.formatted("[null]", "22:00")), 400, "invalid-silence", "days");
        problem(silence(WEEKLY.formatted("[\"MONDAY\"]", "22:00:30")), 400, "invalid-silence", "whole minutes");
        problem(silence("{\"to\":\"+999999999-01-01T00:00:00Z\"}"), 400, "invalid-silence", "9999");
        problem(
                silence("{\"to\":\"2099-01-01T00:00:00Z\",\"rule\":\"" + "x".repeat(301) + "\"}"),
                400,
                "invalid-text",
                "at most 300");
        problem(
                silence("{\"to\":\"2099-01-01T00:00:00Z\",\"comment\":\"a\\u0007b\"}"),
                400,
                "invalid-text",
                "control characters");
        problem(given().get("/api/v1/alerts?limit=1001"), 400, "bad-parameter", "1..1000");
        problem(given().get("/api/v1/alerts?after=yesterday"), 400, "bad-parameter", "Link");
        problem(
                given().header("X-Actor", "anna")
                        .contentType(ContentType.JSON)
                        .body("null")
                        .post("/api/v1/alerts/none/acknowledge"),
                400,
                "unreadable-body",
                "null");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 10.0.0.1, actor-unknown",
        "Forwarded, for=10.0.0.1, actor-unknown",
        "X-Real-IP, 10.0.0.1, actor-unknown",
        "Via, 1.1 proxy, actor-unknown",
        "Host, rebound.example, foreign-host",
        "Host, rebound.example:8084, foreign-host",
        "Origin, https://elsewhere.example, foreign-page",
        "Origin, null, foreign-page",
        "Sec-Fetch-Site, cross-site, foreign-page",
        "Sec-Fetch-Site, same-site, foreign-page"
    })
    void whatComesFromElsewhereOrIsPassedOnChangesNothing(String header, String value, String type) {
        problem(given().header("X-Actor", "anna").header(header, value).delete("/api/v1/silences/none"), 403, type, "");
    }

    @Test
    void aPageOfThisServiceMayAsk() {
        problem(
                given().header("X-Actor", "anna")
                        .header("Origin", "http://" + here.getAuthority())
                        .header("Sec-Fetch-Site", "same-origin")
                        .delete("/api/v1/silences/none"),
                404,
                "unknown-silence",
                "silences");
    }

    @Test
    void aNameIsShortAndPlain() {
        problem(
                given().header("X-Actor", "a".repeat(101)).delete("/api/v1/silences/none"),
                403,
                "actor-unknown",
                "X-Actor");
        problem(given().header("X-Actor", "an\tna").delete("/api/v1/silences/none"), 403, "actor-unknown", "X-Actor");
    }

    @Test
    void theApiIsDescribed() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/v1/alerts/{id}/close"));
    }

    @Test
    void everyOperationNamesTheRoleItNeeds() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().accept(ContentType.JSON).get("/q/openapi").jsonPath().getMap("paths");
        Map<String, Object> roles = new TreeMap<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) ->
                roles.put(method + " " + path, operation.getOrDefault("x-required-role", List.of()))));

        assertThat(roles)
                .isEqualTo(new TreeMap<>(Map.of(
                        "get /api/v1/alerts", List.of("viewer"),
                        "get /api/v1/alerts/{id}", List.of("viewer"),
                        "post /api/v1/alerts/{id}/acknowledge", List.of("maintenance", "operator"),
                        "post /api/v1/alerts/{id}/close", List.of("maintenance"),
                        "get /api/v1/deliveries", List.of("viewer"),
                        "get /api/v1/me", List.of(),
                        "get /api/v1/silences", List.of("viewer"),
                        "post /api/v1/silences", List.of("maintenance"),
                        "delete /api/v1/silences/{id}", List.of("maintenance"))));
    }

    private static Response silence(String body) {
        return given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/silences");
    }

    private static void problem(Response response, int status, String type, String detail) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:" + type))
                .body("detail", containsString(detail));
    }
}
