package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.broker.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class DatabaseAwayTest extends WholeService {

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aServerThatVanishedWithoutAWordIsGivenUp() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isBetween(1_000, 60_000);
        }
    }

    @AfterEach
    void bringItBack() {
        servers.postgres().start();
        eventually().untilAsserted(() -> assertThat(database()).isEqualTo("connected"));
    }

    @Test
    void brokersAreAnsweredWhilePostgresIsAwayAndChangesWorkAgainAfterwards() {
        register("away-1");
        String password = given().post("/api/v1/devices/away-1/password").path("password");
        String fresh = given().post("/api/v1/devices/away-1/password").path("password");
        assertThat(Broker.byPassword("away-1", password, "192.0.2.30")).isEqualTo("allow");

        servers.postgres().kill();
        eventually().untilAsserted(() -> assertThat(database()).isEqualTo("away"));

        given().get("/q/health/ready").then().statusCode(200);
        assertThat(Broker.byPassword("away-1", password, "192.0.2.30")).isEqualTo("allow");
        assertThat(Broker.byPassword("away-1", fresh, "192.0.2.30")).isEqualTo("allow");
        assertThat(Broker.byPassword("away-1", "wrong", "192.0.2.30")).isEqualTo("deny");
        assertThat(Broker.byCertificate("edge_1", "edge_1")).isEqualTo("allow");
        assertThat(Broker.authorize("away-1", "publish", "iotflow/devices/away-1/telemetry/sensors"))
                .isEqualTo("allow");
        given().get("/api/v1/devices/away-1").then().statusCode(200);
        json(Map.of("id", "away-2"))
                .post("/api/v1/devices")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", endsWith(":unavailable"));

        servers.postgres().start();
        eventually().untilAsserted(() -> assertThat(database()).isEqualTo("connected"));
        json(Map.of("id", "away-2")).post("/api/v1/devices").then().statusCode(201);
        eventually()
                .untilAsserted(() -> given().queryParam("subject", "away-1")
                        .queryParam("outcome", "deny")
                        .get("/api/v1/audit")
                        .then()
                        .statusCode(200)
                        .body("[0].reason", equalTo("wrong-password")));
    }

    private static String database() {
        return given().get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'registry' }.data.database");
    }
}
