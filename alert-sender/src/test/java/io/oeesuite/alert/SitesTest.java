package io.oeesuite.alert;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.oeesuite.alert.TokenMother.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** Two sites and their people, with tokens that a realm has signed. */
@QuarkusTest
@TestProfile(WithLogins.class)
@QuarkusTestResource(AlertServers.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class SitesTest extends WholeService {

    @Test
    void everybodySeesTheOwnSiteOnly() {
        Alert north = AlertMother.down("NORTH/edge/seen", Instant.now());
        Alert south = AlertMother.down("SOUTH/edge/seen", Instant.now());
        raised(north, south);

        as("nina", "viewer", "NORTH").get("/api/v1/alerts").then().body("equipment", not(hasItem("SOUTH/edge/seen")));
        as("nina", "viewer", "NORTH")
                .get("/api/v1/alerts?equipment=*/edge/seen")
                .then()
                .body("id", contains(north.getId()));
        as("nobody", "viewer").get("/api/v1/alerts").then().statusCode(200).body("size()", equalTo(0));
        as("nina", "viewer", "NORTH")
                .get("/api/v1/alerts/" + south.getId())
                .then()
                .statusCode(404);
        eventually()
                .untilAsserted(() -> as("root", "admin")
                        .get("/api/v1/deliveries?limit=1000")
                        .then()
                        .body("alert", hasItem(south.getId())));
        as("nina", "viewer", "NORTH")
                .get("/api/v1/deliveries?limit=1000")
                .then()
                .body("alert", not(hasItem(south.getId())));
    }

    @Test
    void whoMayDoWhatIsOnRecordUnderTheOwnName() {
        Alert alert = AlertMother.down("NORTH/edge/handled", Instant.now());
        raised(alert);
        String path = "/api/v1/alerts/" + alert.getId();

        given().post(path + "/acknowledge").then().statusCode(401);
        as("nina", "viewer", "NORTH").post(path + "/acknowledge").then().statusCode(403);
        as("otto", "operator", "SOUTH").post(path + "/acknowledge").then().statusCode(404);
        as("otto", "operator", "NORTH")
                .header("X-Actor", "somebody else")
                .post(path + "/acknowledge")
                .then()
                .statusCode(200)
                .body("acknowledged.actor", equalTo("otto"));
        as("otto", "operator", "NORTH").post(path + "/close").then().statusCode(403);
        as("mara", "maintenance", "SOUTH").post(path + "/close").then().statusCode(404);
        as("mara", "maintenance", "NORTH").post(path + "/close").then().statusCode(200);
    }

    @Test
    void nobodyQuietensAnothersSite() {
        for (String all : List.of("", "*", "*/edge")) {
            silence(as("mara", "maintenance", "NORTH"), all)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:oee-suite:problem:not-your-site"));
        }
        silence(as("mara", "maintenance", "NORTH"), "SOUTH/edge").then().statusCode(403);
        silence(as("otto", "operator", "NORTH"), "NORTH/edge").then().statusCode(403);
        String own = silence(as("mara", "maintenance", "NORTH"), "NORTH/quiet")
                .then()
                .statusCode(201)
                .body("actor", equalTo("mara"))
                .extract()
                .path("id");
        String whole = silence(as("paul", "maintenance", "*"), "")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(silences("SOUTH")).contains(whole).doesNotContain(own);
        assertThat(silences("NORTH")).contains(whole, own);
        as("sven", "maintenance", "SOUTH")
                .delete("/api/v1/silences/" + own)
                .then()
                .statusCode(404);
        as("sven", "maintenance", "SOUTH")
                .delete("/api/v1/silences/" + whole)
                .then()
                .statusCode(403);
        as("mara", "maintenance", "NORTH")
                .delete("/api/v1/silences/" + own)
                .then()
                .statusCode(204);
        as("paul", "maintenance", "*")
                .delete("/api/v1/silences/" + whole)
                .then()
                .statusCode(204);
    }

    private void raised(Alert... alerts) {
        for (Alert alert : alerts) {
            engine.say(alert);
            eventually()
                    .untilAsserted(() -> as("root", "admin")
                            .get("/api/v1/alerts/" + alert.getId())
                            .then()
                            .statusCode(200));
        }
    }

    private static List<String> silences(String site) {
        return as("viewer", "viewer", site).get("/api/v1/silences").jsonPath().getList("id");
    }

    private static Response silence(RequestSpecification who, String equipment) {
        return who.contentType(ContentType.JSON)
                .body("{\"equipment\":\"" + equipment + "\",\"to\":\"2099-01-01T00:00:00Z\"}")
                .post("/api/v1/silences");
    }
}
