package io.oeesuite.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The realm of {@code deploy/keycloak} in a real Keycloak. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakServerTest {

    private static final String PASSWORD = "Correct-Horse-7";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Gets tokens by name and password, which no client of the file does. */
    private static final String DIRECT = """
            {"clientId": "direct", "publicClient": true, "directAccessGrantsEnabled": true, "standardFlowEnabled": false,
             "fullScopeAllowed": true, "defaultClientScopes": ["basic", "profile", "roles", "oee-suite"]}""";

    @TempDir
    static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().keycloak().directory(folder));
        KeycloakAdmin admin = stack.keycloakAdmin();
        admin.addClient(DIRECT);
        for (String role : List.of("viewer", "operator", "maintenance", "engineer", "admin")) {
            admin.addUser("the-" + role, PASSWORD, role, List.of("PLANT01", "PLANT02"));
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void rolesIncludeEachOther() throws Exception {
        assertThat(rolesOf("viewer")).containsExactlyInAnyOrder("viewer");
        assertThat(rolesOf("operator")).containsExactlyInAnyOrder("viewer", "operator");
        assertThat(rolesOf("maintenance")).containsExactlyInAnyOrder("viewer", "maintenance");
        assertThat(rolesOf("engineer")).containsExactlyInAnyOrder("viewer", "operator", "maintenance", "engineer");
        assertThat(rolesOf("admin"))
                .containsExactlyInAnyOrder("viewer", "operator", "maintenance", "engineer", "admin");
    }

    @Test
    void bothTokensSayForWhomAndWithWhichRolesAndSites() throws Exception {
        JsonNode tokens = login("the-operator", PASSWORD);

        for (String token : List.of("access_token", "id_token")) {
            JsonNode claims = claims(tokens.get(token).asText());
            assertThat(claims.get("iss").asText()).isEqualTo(stack.oidcUrl());
            assertThat(texts(claims.get("aud"))).contains("oee-suite");
            assertThat(texts(claims.get("sites"))).containsExactlyInAnyOrder("PLANT01", "PLANT02");
            assertThat(texts(claims.get("realm_access").get("roles"))).contains("operator");
            assertThat(claims.get("preferred_username").asText()).isEqualTo("the-operator");
            assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
        }
    }

    @Test
    void aProgramGetsATokenForItsSecret() throws Exception {
        String secret = stack.oidcEnvironment("oee-reporting").get("OEE_OIDC_CLIENT_SECRET");

        JsonNode token = token(
                Map.of("grant_type", "client_credentials", "client_id", "oee-reporting", "client_secret", secret));
        JsonNode refused = token(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "oee-reporting",
                "client_secret",
                "${OEE_REPORTING_CLIENT_SECRET}"));

        JsonNode claims = claims(token.get("access_token").asText());
        assertThat(texts(claims.get("aud"))).contains("oee-suite");
        assertThat(texts(claims.get("realm_access").get("roles"))).containsExactly("viewer");
        assertThat(texts(claims.get("sites"))).containsExactly("*");
        assertThat(refused.get("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    void noClientOfTheFileTakesPasswords() throws Exception {
        Map<String, String> settings = stack.oidcEnvironment("oee-command");

        JsonNode refused = token(Map.of(
                "grant_type", "password",
                "client_id", "oee-command",
                "client_secret", settings.get("OEE_OIDC_CLIENT_SECRET"),
                "username", "the-operator",
                "password", PASSWORD));

        assertThat(refused.get("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    void aLoginWithoutProofOfPossessionOrToElsewhereIsRefused() throws Exception {
        stack.keycloakAdmin().serve("oee-analytics", List.of("http://localhost:18080"));
        String page = stack.oidcUrl()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=oee-analytics";
        String proof = "&code_challenge_method=S256&code_challenge=" + "a".repeat(43);

        HttpResponse<String> good = get(page + "&redirect_uri=http://localhost:18080/login" + proof);
        HttpResponse<String> withoutProof = get(page + "&redirect_uri=http://localhost:18080/login");
        HttpResponse<String> plainProof =
                get(page + "&redirect_uri=http://localhost:18080/login" + proof.replace("S256", "plain"));
        HttpResponse<String> elsewhere = get(page + "&redirect_uri=http://localhost:18081/login" + proof);

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).contains("kc-form-login").doesNotContain("registration");
        assertThat(withoutProof.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
        assertThat(plainProof.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyGivesThemselvesASite() throws Exception {
        String token = login("the-viewer", PASSWORD).get("access_token").asText();
        String account = stack.oidcUrl() + "/account/";
        String own = send(HttpRequest.newBuilder(URI.create(account))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json"))
                .body();

        HttpResponse<String> refused = send(HttpRequest.newBuilder(URI.create(account))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(own.replace("PLANT01", "PLANT99"))));

        assertThat(own).contains("PLANT01");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(texts(
                        claims(login("the-viewer", PASSWORD).get("access_token").asText())
                                .get("sites")))
                .containsExactlyInAnyOrder("PLANT01", "PLANT02");
    }

    @Test
    void aShortPasswordAndASiteThatIsNoneAreRefusedWithTheReason() {
        KeycloakAdmin admin = stack.keycloakAdmin();

        assertThatThrownBy(() -> admin.addUser("short", "Short-1", "viewer", List.of("*")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("invalidPasswordMinLength");
        assertThatThrownBy(() -> admin.addUser("wild", PASSWORD, "viewer", List.of("PLANT/+")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("A Sparkplug group has no");
    }

    @Test
    void whoGuessesIsLockedOut() throws Exception {
        stack.keycloakAdmin().addUser("guessed", PASSWORD, "viewer", List.of("*"));
        assertThat(login("guessed", PASSWORD).has("access_token")).isTrue();

        for (int guess = 0; guess < 5; guess++) {
            assertThat(login("guessed", "wrong-" + guess).has("access_token")).isFalse();
        }

        assertThat(login("guessed", PASSWORD).has("access_token")).isFalse();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void afterAKillItHasTheSamePeopleKeysAndSecrets() throws Exception {
        String before = login("the-admin", PASSWORD).get("access_token").asText();
        String keys = keys();

        stack.keycloak().kill();
        assertThatThrownBy(() -> get(stack.oidcUrl())).isInstanceOf(IOException.class);
        stack.keycloak().start();
        stack.keycloakAdmin().addUser("the-admin", PASSWORD, "viewer", List.of());

        JsonNode after = claims(login("the-admin", PASSWORD).get("access_token").asText());
        assertThat(after.get("sub")).isEqualTo(claims(before).get("sub"));
        assertThat(texts(after.get("realm_access").get("roles"))).contains("admin");
        assertThat(keys()).isEqualTo(keys);
        Path secrets = folder.resolve("keycloak/secrets.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
    }

    private static String keys() throws Exception {
        return new TreeSet<>(JSON.readTree(get(stack.oidcUrl() + "/protocol/openid-connect/certs")
                                .body())
                        .findValuesAsText("kid"))
                .toString();
    }

    private static Set<String> rolesOf(String role) throws Exception {
        Set<String> ours = Set.of("viewer", "operator", "maintenance", "engineer", "admin");
        JsonNode claims =
                claims(login("the-" + role, PASSWORD).get("access_token").asText());
        Set<String> roles = new TreeSet<>(texts(claims.get("realm_access").get("roles")));
        roles.retainAll(ours);
        return roles;
    }

    private static JsonNode login(String user, String password) throws Exception {
        return token(Map.of(
                "grant_type", "password",
                "client_id", "direct",
                "scope", "openid",
                "username", user,
                "password", password));
    }

    private static JsonNode token(Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(stack.oidcUrl() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)))
                .body());
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(oneOrMany.asText());
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
