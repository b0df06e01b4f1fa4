package io.oeesuite.httpaccess;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.github.tomakehurst.wiremock.WireMockServer;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWireMock;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Tokens that a realm has signed, and people at a browser. */
@QuarkusTest
@QuarkusTestResource(OidcWiremockTestResource.class)
class LoginsTest {
    @OidcWireMock
    WireMockServer realm;

    @Test
    void theApiWithoutALoginIsAProblemAndNoRedirect() {
        problem(given().get("/api/v1/things"), 401, "login-needed").header("WWW-Authenticate", startsWith("Bearer"));
        problem(given().get("/api/v1/me"), 401, "login-needed");
        problem(given().accept("text/html, */*").post("/api/v1/things"), 401, "login-needed");
    }

    @Test
    void tokensThatAreNotValidHereAreNoLogin() {
        problem(as(TokenMother.expired()).get("/api/v1/things"), 401, "login-needed")
                .header("WWW-Authenticate", startsWith("Bearer"));
        problem(as(TokenMother.forAnother("grafana")).get("/api/v1/things"), 401, "login-needed");
        problem(as(TokenMother.ofAnotherIssuer()).get("/api/v1/things"), 401, "login-needed");
        problem(
                as(TokenMother.id(Duration.ofMinutes(5), "anna", "oee-test")).get("/api/v1/things"),
                401,
                "login-needed");
        problem(as(TokenMother.ofType("ID")).get("/api/v1/things"), 401, "login-needed");
        problem(as(tampered()).get("/api/v1/things"), 401, "login-needed");
        problem(as("rubbish").get("/api/v1/things"), 401, "login-needed");
    }

    @Test
    void aRoleLetsInWhereItIsNamedAndIncluded() {
        as(TokenMother.token("anna", Roles.VIEWER, "A"))
                .get("/api/v1/things")
                .then()
                .statusCode(200)
                .body(equalTo("seen by anna"));
        problem(as(TokenMother.token("anna", Roles.VIEWER, "A")).post("/api/v1/things"), 403, "role-needed")
                .body("detail", containsString("operator or maintenance"))
                .body("detail", containsString("anna"));
        for (String role : new String[] {Roles.OPERATOR, Roles.MAINTENANCE, Roles.ENGINEER, Roles.ADMIN}) {
            as(TokenMother.token("otto", role)).post("/api/v1/things").then().statusCode(200);
        }
    }

    @Test
    void anUnknownRoleLetsNobodyIn() {
        problem(as(TokenMother.token("anna", "offline_access", "*")).get("/api/v1/things"), 403, "role-needed");
    }

    @Test
    void whatNamesNoRoleIsClosed() {
        problem(as(TokenMother.token("anna", Roles.ADMIN)).get("/api/v1/things/forgotten"), 403, "role-needed");
    }

    @Test
    void everybodyIsToldWhoTheyAre() {
        as(TokenMother.token("anna", Roles.OPERATOR, "A", "B"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("anna"))
                .body("roles", contains("operator", "viewer"))
                .body("sites", contains("A", "B"))
                .body("logins", equalTo(true));
        as(TokenMother.token("root", Roles.ADMIN)).get("/api/v1/me").then().body("sites", contains("*"));
        as(TokenMother.ofClient("reporting", Roles.VIEWER))
                .get("/api/v1/me")
                .then()
                .body("name", equalTo("reporting"))
                .body("sites", contains("*"));
    }

    @Test
    void theNameOfALoginIsNotForTheHeaderToSay() {
        as(TokenMother.token("anna", Roles.VIEWER))
                .header("X-Actor", "otto")
                .get("/api/v1/things")
                .then()
                .body(equalTo("seen by anna"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/q/openapi", "/q/swagger-ui/", "/nothing/here"})
    void whoeverAsksForAPageIsSentToLogIn(String page) {
        String to = given().redirects()
                .follow(false)
                .get(page)
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        assertThat(to)
                .startsWith(realm.baseUrl())
                .contains("code_challenge=", "code_challenge_method=S256", "client_id=oee-test", "%2Flogin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/started"})
    void whoeverWatchesTheServiceNeedsNoLogin(String path) {
        given().redirects().follow(false).get(path).then().contentType("application/json");
    }

    @Test
    void whatNamesThePlantIsOpenToWhoeverAsksTheServiceItselfOnly() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("oee_witness"));
        for (String header : new String[] {"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via"}) {
            given().redirects()
                    .follow(false)
                    .header(header, "somebody")
                    .get("/q/metrics")
                    .then()
                    .statusCode(302);
        }
        problem(passedOn(as(TokenMother.token("anna", Roles.VIEWER, "A"))), 403, "all-sites-needed");
        problem(passedOn(as(TokenMother.token("nobody", "offline_access", "*"))), 403, "role-needed");
        problem(passedOn(as(TokenMother.expired())), 401, "login-needed");
        passedOn(as(TokenMother.ofClient("prometheus", Roles.VIEWER))).then().statusCode(200);
    }

    private static Response passedOn(RequestSpecification who) {
        return who.header("X-Forwarded-For", "192.0.2.7").get("/q/metrics");
    }

    @Test
    void whatConcernsAllSitesTakesAllSites() {
        problem(as(TokenMother.token("otto", Roles.OPERATOR, "A")).post("/api/v1/things/all"), 403, "all-sites-needed")
                .body("detail", containsString("otto"));
        as(TokenMother.token("otto", Roles.OPERATOR, "*"))
                .post("/api/v1/things/all")
                .then()
                .statusCode(200);
    }

    @Test
    void aPersonLogsInAndOut() {
        realmGives("authorization_code", Duration.ofMinutes(5));
        Response challenge = given().redirects().follow(false).get("/?equipment=A");
        String state = challenge.header("Location").replaceFirst(".*[?&]state=([^&]+).*", "$1");
        Response back = browser(challenge.cookies()).get("/login?code=once&state=" + state);
        Map<String, String> session = back.cookies();

        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.header("Location")).endsWith("/?equipment=A");
        assertThat(String.join("\n", back.headers().getValues("Set-Cookie")))
                .contains("q_session_Default_http-access-test")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax");
        browser(session).get("/").then().statusCode(200).body(containsString("board"));
        browser(session).get("/api/v1/me").then().statusCode(200).body("name", equalTo("anna"));

        // a page of another site may send the cookie, but not what a browser says of it
        problem(browser(session).post("/api/v1/things"), 403, "foreign-page");
        problem(browser(session).header("Sec-Fetch-Site", "cross-site").post("/api/v1/things"), 403, "foreign-page");
        problem(browser(session).header("Origin", "https://evil.example").post("/api/v1/things"), 403, "foreign-page");
        problem(
                browser(session)
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType("text/plain")
                        .body("x")
                        .post("/api/v1/things"),
                415,
                "not-json");
        browser(session)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/api/v1/things")
                .then()
                .statusCode(200);

        String out =
                browser(session).get("/logout").then().statusCode(302).extract().header("Location");
        assertThat(out).startsWith(realm.baseUrl()).contains("end-session", "post_logout_redirect_uri");
    }

    private void realmGives(String grant, Duration life) {
        realm.stubFor(post("/auth/realms/quarkus/token")
                .withRequestBody(containing(grant))
                .willReturn(okJson(
                        "{\"access_token\":\"%s\",\"id_token\":\"%s\",\"refresh_token\":\"later\",\"expires_in\":%d}"
                                .formatted(
                                        TokenMother.living(life, "anna", Roles.OPERATOR, "A"),
                                        TokenMother.id(life, "anna", "oee-test"),
                                        life.toSeconds()))));
    }

    /** A browser shows a client certificate unasked, as it does a cookie. */
    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void pagesOfOtherSitesChangeNothingHoweverTheBrowserShowsWhoItIs(String header, String value) {
        problem(given().header(header, value).post("/api/v1/things"), 403, "foreign-page");
        problem(given().header(header, value).delete("/api/v1/things"), 403, "foreign-page");
        problem(given().header(header, value).get("/api/v1/things"), 401, "login-needed");
    }

    /** Not the test's life: what is open stays open as long as both want it. */
    @Test
    @Timeout(30)
    void aStreamEndsWithTheTokenThatItWasAskedFor() {
        Duration life = Duration.ofSeconds(3);
        Instant begun = Instant.now();

        String told = as(TokenMother.living(life, "anna", Roles.VIEWER, "A"))
                .get("/api/v1/things/watched")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(told).contains("data:seen by anna");
        assertThat(Duration.between(begun, Instant.now()))
                .as("how long it told, to the second of the token")
                .isBetween(life.minusSeconds(1), life.plusSeconds(10));
    }

    @Test
    @Timeout(30)
    void aStreamOfAPageEndsWithTheTokenOfItsSession() {
        Duration life = Duration.ofSeconds(6);
        realmGives("authorization_code", life);
        realmGives("refresh_token", life);
        Response challenge = given().redirects().follow(false).get("/");
        String state = challenge.header("Location").replaceFirst(".*[?&]state=([^&]+).*", "$1");
        Map<String, String> session = browser(challenge.cookies())
                .get("/login?code=once&state=" + state)
                .cookies();

        String told = browser(session)
                .get("/api/v1/things/watched")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(told).contains("data:seen by anna");
    }

    @Test
    void aBearersRequestNeedsNoPage() {
        as(TokenMother.token("otto", Roles.OPERATOR))
                .header("Origin", "https://elsewhere.example")
                .post("/api/v1/things")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"/, default-src 'self'", "/api/v1/me, default-src 'none'", "/q/health/live, default-src 'none'"})
    void everyAnswerHasTheHeadersThatBrowsersGoBy(String path, String policy) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .header("Content-Security-Policy", startsWith(policy))
                .header("Content-Security-Policy", containsString("frame-ancestors"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("same-origin"));
    }

    @Test
    void answersOfTheApiAreNotKept() {
        as(TokenMother.token("anna", Roles.VIEWER))
                .get("/api/v1/me")
                .then()
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void pagesOfOtherOriginsReadNothing() {
        Response answer = as(TokenMother.token("anna", Roles.VIEWER))
                .header("Origin", "https://elsewhere.example")
                .get("/api/v1/me");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/v1/things")
                .then()
                .header("Access-Control-Allow-Origin", org.hamcrest.Matchers.nullValue());
    }

    @Test
    void theDescriptionSaysWhichRoleAnOperationNeeds() {
        var api = as(TokenMother.token("anna", Roles.VIEWER))
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(api.getList("paths.'/api/v1/things'.post.'x-required-role'"))
                .asString()
                .contains("operator", "maintenance");
        assertThat(api.getString("paths.'/api/v1/things'.get.security")).contains("login");
        assertThat(api.getString("components.securitySchemes.login.scheme")).isEqualTo("bearer");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification browser(Map<String, String> cookies) {
        return given().redirects().follow(false).urlEncodingEnabled(false).cookies(cookies);
    }

    private static String tampered() {
        String token = TokenMother.token("anna", Roles.VIEWER);
        String other = TokenMother.token("anna", Roles.ADMIN);
        return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    }

    private static io.restassured.response.ValidatableResponse problem(Response response, int status, String type) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:" + type))
                .body("status", equalTo(status))
                .body("detail", org.hamcrest.Matchers.not(org.hamcrest.Matchers.emptyOrNullString()));
    }
}
