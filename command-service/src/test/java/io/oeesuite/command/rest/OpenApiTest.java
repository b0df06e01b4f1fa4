package io.oeesuite.command.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.RealServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

/** The contract says what the service does. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OpenApiTest {
    private JsonPath api;

    @BeforeEach
    void read() {
        api = get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
    }

    @Test
    void answersAndProblemsAreDeclared() {
        assertThat(statuses("/api/v1/commands", "post"))
                .containsExactly("202", "400", "401", "403", "404", "409", "415", "422", "429", "503");
        assertThat(statuses("/api/v1/rebirths", "post"))
                .containsExactly("202", "400", "401", "403", "404", "409", "415", "422", "429", "503");
        assertThat(statuses("/api/v1/host/offline", "post")).containsExactly("202", "400", "401", "403", "415", "503");
        assertThat(statuses("/api/v1/host/online", "post")).containsExactly("202", "400", "401", "403", "415", "503");
        assertThat(statuses("/api/v1/commands/{id}/approval", "post"))
                .containsExactly("200", "400", "401", "403", "404", "409", "415", "503");
        assertThat(statuses("/api/v1/commands/{id}", "get")).containsExactly("200", "401", "403", "404");
        assertThat(statuses("/api/v1/commands", "get")).containsExactly("200", "400", "401", "403");
        assertThat(
                        api.getString(
                                "paths.'/api/v1/commands'.post.responses.'422'.content.'application/problem+json'.schema.'$ref'"))
                .isEqualTo("#/components/schemas/Problem");
        assertThat(api.getList("components.schemas.Problem.required", String.class))
                .containsExactlyInAnyOrder("type", "title", "status");
    }

    @Test
    void everyOrderNamesTheHeaderOfWhoAsks() {
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        paths.forEach((path, operations) -> {
            if (operations.containsKey("post")) {
                assertThat(api.getList("paths.'" + path + "'.post.parameters.name", String.class))
                        .as(path)
                        .contains("X-Actor");
            }
        });
    }

    @Test
    void everyOperationNamesTheRoleItNeeds() {
        assertThat(roles())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("get /api/v1/commands", List.of("viewer")),
                        Map.entry("get /api/v1/commands/{id}", List.of("viewer")),
                        Map.entry("get /api/v1/commands/{id}/events", List.of("viewer")),
                        Map.entry("get /api/v1/host", List.of("viewer")),
                        Map.entry("get /api/v1/live", List.of("viewer")),
                        Map.entry("get /api/v1/me", List.of()),
                        Map.entry("get /api/v1/nodes", List.of("viewer")),
                        Map.entry("get /api/v1/nodes/{group}/{node}", List.of("viewer")),
                        Map.entry("get /api/v1/nodes/{group}/{node}/devices", List.of("viewer")),
                        Map.entry("get /api/v1/nodes/{group}/{node}/devices/{device}", List.of("viewer")),
                        Map.entry("post /api/v1/commands", List.of("operator")),
                        Map.entry("post /api/v1/commands/{id}/approval", List.of("operator")),
                        Map.entry("post /api/v1/commands/{id}/rejection", List.of("operator")),
                        Map.entry("post /api/v1/host/offline", List.of("admin")),
                        Map.entry("post /api/v1/host/online", List.of("admin")),
                        Map.entry("post /api/v1/rebirths", List.of("maintenance", "operator")))));
    }

    @Test
    void whatIsNeededIsRequired() {
        assertThat(api.getList("components.schemas.CommandBody.required", String.class))
                .containsExactly("target");
        assertThat(api.getList("components.schemas.TargetBody.required", String.class))
                .containsExactly("group");
        assertThat(api.getList("components.schemas.MetricBody.required", String.class))
                .containsExactly("name", "value");
    }

    @Test
    void theAuditIsThereAsCsvToo() {
        Map<String, Object> content = api.getMap("paths.'/api/v1/commands'.get.responses.'200'.content");

        assertThat(content).containsOnlyKeys("application/json", "text/csv");
    }

    private List<String> statuses(String path, String method) {
        Map<String, Object> responses = api.getMap("paths.'" + path + "'." + method + ".responses");
        return List.copyOf(new TreeSet<>(responses.keySet()));
    }

    /** Operation to the roles any of which is needed. */
    private Map<String, Object> roles() {
        Map<String, Map<String, Map<String, Object>>> paths = api.getMap("paths");
        Map<String, Object> roles = new TreeMap<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) ->
                roles.put(method + " " + path, operation.getOrDefault("x-required-role", List.of()))));
        return roles;
    }
}
