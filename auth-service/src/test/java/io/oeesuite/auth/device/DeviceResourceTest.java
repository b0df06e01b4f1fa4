package io.oeesuite.auth.device;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.broker.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class DeviceResourceTest extends WholeService {

    @Test
    void aDeviceIsRegisteredChangedSwitchedOffAndRemoved() {
        json(Map.of("description", "Measures temperature"))
                .put("/api/v1/device-types/thermometer")
                .then()
                .statusCode(204);
        json(Map.of()).put("/api/v1/device-groups/hall-3").then().statusCode(204);

        json(Map.of("id", "life-1", "type", "thermometer", "groups", List.of("hall-3"), "site", "PLANT-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/devices/life-1"))
                .body("enabled", equalTo(true))
                .body("groups", contains("hall-3"));

        json(Map.of("site", "PLANT-2", "description", "moved"))
                .put("/api/v1/devices/life-1")
                .then()
                .statusCode(200)
                .body("type", nullValue())
                .body("groups", equalTo(List.of()))
                .body("site", equalTo("PLANT-2"))
                .body("description", equalTo("moved"));

        given().post("/api/v1/devices/life-1/disable").then().statusCode(200).body("enabled", equalTo(false));
        given().get("/api/v1/devices/life-1").then().statusCode(200).body("enabled", equalTo(false));
        given().post("/api/v1/devices/life-1/enable").then().statusCode(200).body("enabled", equalTo(true));

        given().delete("/api/v1/devices/life-1").then().statusCode(204);
        given().get("/api/v1/devices/life-1").then().statusCode(404).body("type", endsWith(":unknown-device"));
    }

    @Test
    void whatCannotBeIsRefusedAndSaidWhy() {
        register("refused-1");

        json(Map.of("id", "refused-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(409)
                .body("type", endsWith(":device-exists"));
        for (String id : List.of("", "a/b", "a+b", "#", "Edge_1", "edge_", "ünïcode", "a b", "x".repeat(65))) {
            json(Map.of("id", id))
                    .post("/api/v1/devices")
                    .then()
                    .statusCode(400)
                    .body("type", endsWith(":bad-parameter"));
        }
        json(Map.of("id", "refused-2", "type", "no-such-type"))
                .post("/api/v1/devices")
                .then()
                .statusCode(400)
                .body("type", endsWith(":unknown-type-or-group"));
        given().get("/api/v1/devices/refused-2").then().statusCode(404);
        json(Map.of("id", "other"))
                .put("/api/v1/devices/refused-1")
                .then()
                .statusCode(400)
                .body("detail", containsString("as in the address"));
        json("{\"id\":\"refused-3\",\"colour\":\"red\"}")
                .post("/api/v1/devices")
                .then()
                .statusCode(400);
        json("{").post("/api/v1/devices").then().statusCode(400).contentType("application/problem+json");
        json(Map.of()).put("/api/v1/device-groups/used").then().statusCode(204);
        register("refused-4", "used");
        given().delete("/api/v1/device-groups/used").then().statusCode(409);
        given().delete("/api/v1/device-types/never-was").then().statusCode(404);
    }

    @Test
    void whoeverDescribesADeviceThatIsSwitchedOffDoesNotSwitchItOn() {
        register("off-1");
        given().post("/api/v1/devices/off-1/disable").then().statusCode(200);

        json(Map.of("site", "PLANT-1", "description", "broken"))
                .put("/api/v1/devices/off-1")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));
        json(Map.of("site", "PLANT-1", "enabled", true))
                .put("/api/v1/devices/off-1")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true));
    }

    /** Its entry keeps it out; without one it would be let in. */
    @Test
    void anEdgeNodeThatIsSwitchedOffIsNotRemoved() {
        register("edge_OFF");
        given().post("/api/v1/devices/edge_OFF/disable").then().statusCode(200);

        given().delete("/api/v1/devices/edge_OFF")
                .then()
                .statusCode(409)
                .body("type", endsWith(":device-disabled"))
                .body("detail", containsString("would be let in again"));
        assertThat(Broker.byCertificate("edge_OFF", "edge_OFF")).isEqualTo("deny");
        given().post("/api/v1/devices/edge_OFF/enable").then().statusCode(200);
        given().delete("/api/v1/devices/edge_OFF").then().statusCode(204);
    }

    /** Between what this replica remembers and what it writes somebody else may have written. */
    @Test
    void switchingOffWritesNothingElse() throws SQLException {
        register("off-2");
        try (Connection other = openDatabase();
                var statement = other.createStatement()) {
            // as another replica, whose word has not arrived yet
            statement.execute("alter table device disable trigger tell_change");
            statement.executeUpdate("update device set description = 'from elsewhere' where id = 'off-2'");
            statement.execute("alter table device enable trigger tell_change");
        }

        given().post("/api/v1/devices/off-2/disable")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("description", equalTo("from elsewhere"));
    }

    @Test
    void aSiteIsAnySparkplugGroup() {
        json(Map.of("id", "site-1", "site", "Halle 3 (Süd)"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201)
                .body("site", equalTo("Halle 3 (Süd)"));
        given().queryParam("site", "Halle 3 (Süd)")
                .get("/api/v1/devices")
                .then()
                .body("id", contains("site-1"));
        for (String site : List.of("a/b", "+", "plant#", " PLANT", "a\nb", "a\u0000b", "*", "x".repeat(201))) {
            json(Map.of("id", "site-2", "site", site))
                    .post("/api/v1/devices")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("a Sparkplug group"));
        }
    }

    @Test
    void pagesAndFilters() {
        for (int i = 0; i < 5; i++) {
            register("page-" + i, i % 2 == 0 ? "even" : "odd");
        }
        given().post("/api/v1/devices/page-4/disable").then().statusCode(200);

        var first = given().queryParam("text", "PAGE-").queryParam("limit", 2).get("/api/v1/devices");
        first.then().statusCode(200).body("id", contains("page-0", "page-1"));
        String next = first.header("Link").replaceAll("^<([^>]+)>.*", "$1");
        given().urlEncodingEnabled(false).get(next).then().body("id", contains("page-2", "page-3"));
        given().queryParam("group", "even")
                .queryParam("enabled", true)
                .get("/api/v1/devices")
                .then()
                .body("id", contains("page-0", "page-2"))
                .header("Link", nullValue());
        given().queryParam("enabled", "maybe").get("/api/v1/devices").then().statusCode(400);
        given().queryParam("limit", 0).get("/api/v1/devices").then().statusCode(400);
    }

    @Test
    void whatAnotherReplicaWritesIsSeenHere() throws SQLException {
        register("replica-1");
        try (Connection other = DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/%s?currentSchema=auth"
                                .formatted(servers.postgresHost(), servers.postgresPort(), servers.postgresDatabase()),
                        servers.postgresUser(),
                        servers.postgresPassword());
                var statement = other.createStatement()) {
            statement.executeUpdate("update device set description = 'from elsewhere' where id = 'replica-1'");
            eventually()
                    .untilAsserted(() -> given().get("/api/v1/devices/replica-1")
                            .then()
                            .body("description", equalTo("from elsewhere")));
            statement.executeUpdate("delete from device where id = 'replica-1'");
            eventually()
                    .untilAsserted(() ->
                            given().get("/api/v1/devices/replica-1").then().statusCode(404));
        }
    }
}
