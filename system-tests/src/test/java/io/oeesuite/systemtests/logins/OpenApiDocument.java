package io.oeesuite.systemtests.logins;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static io.restassured.RestAssured.given;

/** What a running service says of itself: every operation, with the media type of what it is sent. */
record OpenApiDocument(Map<Endpoint, String> bodies) {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final String JSON = "application/json";

    static OpenApiDocument of(String service, URI address, String token) {
        Map<String, Map<String, Object>> paths = given().header("Authorization", "Bearer " + token)
                .get(address + "/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Map<Endpoint, String> bodies = new TreeMap<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                bodies.put(new Endpoint(service, method.toUpperCase(Locale.ROOT), path), mediaType(operation));
            }
        }));
        return new OpenApiDocument(bodies);
    }

    private static String mediaType(Object operation) {
        return operation instanceof Map<?, ?> described
                        && described.get("requestBody") instanceof Map<?, ?> body
                        && body.get("content") instanceof Map<?, ?> content
                        && !content.isEmpty()
                ? String.valueOf(content.keySet().iterator().next())
                : JSON;
    }
}
