package io.oeesuite.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;

import io.oeesuite.localstack.LocalStack;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole service against a real PostgreSQL. */
public abstract class WholeService {
    protected LocalStack servers;

    @BeforeEach
    void ready() {
        eventually().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    protected static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    public static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    protected static void register(String id, String... groups) {
        for (String group : groups) {
            json(Map.of()).put("/api/v1/device-groups/" + group).then().statusCode(204);
        }
        json(Map.of("id", id, "groups", List.of(groups), "site", "PLANT-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
    }

    /** As another replica, or somebody with psql, would write to it. */
    protected Connection openDatabase() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?currentSchema=auth"
                        .formatted(servers.postgresHost(), servers.postgresPort(), servers.postgresDatabase()),
                servers.postgresUser(),
                servers.postgresPassword());
    }

    /** Changes one row so. */
    protected void execute(String sql, String value) throws SQLException {
        try (Connection database = openDatabase();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
