package io.oeesuite.analytics.live;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.analytics.TokenMother;
import io.oeesuite.analytics.WithLogins;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.analytics.TokenMother.as;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Two sites and their people, with tokens that a realm has signed. */
@QuarkusTest
@TestProfile(WithLogins.class)
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class SitesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NORTH = "NORTH/line/press";
    private static final String SOUTH = "SOUTH/line/press";

    LocalStack servers;

    @TestHTTPResource("/api/v1/live")
    URL stream;

    private final Instant begun = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    private final String range = "&from=" + begun + "&to=" + begun.plusSeconds(300);
    private Plant plant;

    @BeforeEach
    void plants() {
        plant = new Plant(servers.kafkaBootstrap());
        for (String machine : List.of(NORTH, SOUTH)) {
            plant.kafka()
                    .ledger(List.of(
                            new LedgerMother(machine).ledger(null, interval(begun.toString(), LEDGER_BUCKET_RUN))));
        }
        await().atMost(PATIENCE)
                .until(() -> as("root", "admin")
                                .get("/api/v1/live/tiles")
                                .jsonPath()
                                .getList("equipment")
                                .size()
                        == 2);
    }

    @AfterEach
    void disconnect() {
        plant.close();
    }

    @Test
    void everybodySeesTheOwnSiteOnly() {
        north().get("/api/v1/equipment").then().statusCode(200).body("equipment", contains("NORTH"));
        as("hugo", "viewer", "SOUTH").get("/api/v1/equipment").then().body("equipment", contains("SOUTH"));
        as("nobody", "viewer").get("/api/v1/equipment").then().statusCode(200).body("size()", equalTo(0));
        as("reporter", "viewer", "*").get("/api/v1/equipment").then().body("equipment", contains("NORTH", "SOUTH"));
        assertThat(north().accept("text/csv").get("/api/v1/equipment").asString())
                .contains(NORTH)
                .doesNotContain("SOUTH");
        north().get("/api/v1/live/tiles").then().body("equipment", contains(NORTH));
        assertThat(north().get("/api/v1/completeness").asString()).doesNotContain("SOUTH");
    }

    @Test
    void whatIsAnothersIsAsUnknownAsWhatThereIsNot() {
        for (String question : List.of("oee?", "oee?window=minute&", "stops?", "stops/pareto?", "timeline?")) {
            north().get("/api/v1/" + question + "equipment=" + NORTH + range)
                    .then()
                    .statusCode(200);
            Response foreign = north().get("/api/v1/" + question + "equipment=" + SOUTH + range);
            Response unknown = north().get("/api/v1/" + question + "equipment=SOUTI/line/press" + range);
            assertThat(foreign.statusCode()).as(question).isEqualTo(404);
            assertThat(foreign.asString().replace("SOUTH", "SOUTI"))
                    .as(question)
                    .isEqualTo(unknown.asString())
                    .doesNotContain("Did you mean SOUTH");
        }
        north().get("/api/v1/machines/" + SOUTH).then().statusCode(404);
        north().get("/api/v1/machines/" + NORTH).then().statusCode(200);
    }

    @Test
    void theWholePlantIsTheOwnSites() {
        long all = runMs(as("root", "admin"), "/");
        long one = runMs(north(), "/");

        assertThat(all).isEqualTo(600_000);
        assertThat(one).isEqualTo(300_000);
    }

    @Test
    void anEngineerSetsModelsOfTheOwnSiteAndIsOnRecord() {
        put(as("eva", "engineer", "NORTH"), NORTH).then().statusCode(200).body("actor", equalTo("eva"));
        put(as("eva", "engineer", "NORTH"), SOUTH)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:not-your-site"));
        put(as("otto", "operator", "NORTH"), NORTH)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:role-needed"));
        put(given(), NORTH).then().statusCode(401);
    }

    @Test
    void theStreamTellsOfTheOwnSiteOnly() throws Exception {
        try (var watcher = new EventStream(stream.toString(), TokenMother.token("nina", "viewer", "NORTH"));
                var everything = new EventStream(stream.toString(), TokenMother.token("root", "admin"))) {
            await().atMost(PATIENCE)
                    .until(() -> !watcher.events("snapshot").isEmpty()
                            && !everything.events("snapshot").isEmpty());
            for (String machine : List.of(SOUTH, NORTH)) {
                plant.kafka()
                        .ledger(List.of(new LedgerMother(machine)
                                .counted(begun.plusSeconds(10).toString(), 10, 1, 10)));
            }
            await().atMost(PATIENCE)
                    .until(() -> watcher.events("machines").toString().contains(NORTH)
                            && everything.events("machines").toString().contains(SOUTH));

            assertThat(watcher.events("snapshot").toString()).contains(NORTH).doesNotContain("SOUTH");
            assertThat(watcher.events("machines").toString()).doesNotContain("SOUTH");
        }
    }

    @Test
    @Timeout(60)
    void theStreamEndsWithTheTokenThatItWasAskedFor() {
        String told = given().header(
                        "Authorization",
                        "Bearer " + TokenMother.living(Duration.ofSeconds(3), "nina", "viewer", "NORTH"))
                .get(stream)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(told).contains("event:snapshot").endsWith("event:again\ndata:{}\n\n");
        // whoever watched is forgotten
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .containsPattern("oee_live_clients(\\{[^}]*})? 0[.]0"));
    }

    @Test
    void everyOperationNamesTheRoleItNeeds() {
        Map<String, Map<String, Map<String, Object>>> paths = as("root", "admin")
                .accept(ContentType.JSON)
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        Map<String, Object> roles = new TreeMap<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) ->
                roles.put(method + " " + path, operation.getOrDefault("x-required-role", List.of()))));

        List<String> viewer = List.of("viewer");
        List<String> engineer = List.of("engineer");
        assertThat(roles)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("get /api/v1/completeness", viewer),
                        Map.entry("get /api/v1/equipment", viewer),
                        Map.entry("get /api/v1/live", viewer),
                        Map.entry("get /api/v1/live/tiles", viewer),
                        Map.entry("get /api/v1/machines/{group}/{node}", viewer),
                        Map.entry("get /api/v1/machines/{group}/{node}/{device}", viewer),
                        Map.entry("get /api/v1/me", List.of()),
                        Map.entry("get /api/v1/oee", viewer),
                        Map.entry("get /api/v1/stops", viewer),
                        Map.entry("get /api/v1/stops/pareto", viewer),
                        Map.entry("get /api/v1/timeline", viewer),
                        Map.entry("put /api/v1/machines/{group}/{node}", engineer),
                        Map.entry("put /api/v1/machines/{group}/{node}/{device}", engineer))));
    }

    private long runMs(RequestSpecification who, String equipment) {
        return who.get("/api/v1/oee?equipment=" + equipment + range)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("ledger.runMs");
    }

    private static Response put(RequestSpecification who, String machine) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("timeZone", "UTC", "actor", "somebody else"))
                .put("/api/v1/machines/" + machine);
    }

    private static RequestSpecification north() {
        return as("nina", "viewer", "NORTH");
    }
}
