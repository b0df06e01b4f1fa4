package io.oeesuite.systemtests.logins;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

import io.oeesuite.systemtests.board.Chromium;
import io.oeesuite.systemtests.logins.Matrix.Asker;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may do what over HTTP, with the real Keycloak and tokens that it has given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class LoginsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "Correct-Horse-7";
    private static final String SPEED = "Command/MachSpeed";
    private static final String STATE_COMMAND = "Command/CntrlCmd";

    private GuardedDemo demo;
    private Tokens tokens;

    @BeforeAll
    @Timeout(600)
    void start(@TempDir Path folder) throws Exception {
        demo = GuardedDemo.start(folder);
        tokens = demo.tokens();
        tokens.prepare(demo.realmAdmin());
        add("nobody", "default-roles-oee", "*");
        add("operator-plant01", "operator", "PLANT01");
        demo.realmAdmin().addUser("nowhere", PASSWORD, "operator", List.of());
        tokens.know("nowhere", PASSWORD);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(equipment("viewer")).contains(GuardedDemo.MACHINE_1, GuardedDemo.MACHINE_2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(online("viewer")).contains("PLANT01", "PLANT02"));
    }

    @AfterAll
    void end() throws Exception {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void everyEndpointIsAsOpenAsPromised() throws Exception {
        RequiredRoles required = RequiredRoles.read();
        Map<Endpoint, String> endpoints = new TreeMap<>();
        for (String service : GuardedDemo.SERVICES) {
            endpoints.putAll(OpenApiDocument.of(service, demo.service(service), tokens.of("viewer"))
                    .bodies());
        }
        assertThat(required.leastRoles().keySet())
                .as("what is promised of each endpoint")
                .containsAll(endpoints.keySet());
        assertThat(endpoints.keySet())
                .as("promises of endpoints that there are")
                .containsAll(required.leastRoles().keySet().stream()
                        .filter(endpoint -> endpoint.path().startsWith("/api/"))
                        .toList());
        required.leastRoles().keySet().forEach(hidden -> endpoints.putIfAbsent(hidden, "application/json"));
        Matrix matrix = new Matrix(demo, required, askers());

        assertThat(matrix.violations(endpoints)).isEmpty();

        System.out.println(matrix.size(endpoints) + " pairs of endpoint and asker");
    }

    private List<Asker> askers() throws Exception {
        String good = tokens.of("admin");
        String brief = tokens.brief("admin");
        await().atMost(PATIENCE)
                .until(() -> at("ANALYTICS", brief).get("/api/v1/equipment").statusCode() == 401);
        return List.of(
                new Asker("somebody without a token", Optional.empty(), Optional.empty()),
                Asker.withoutLogin("an admin whose token has expired", "Bearer " + brief),
                Asker.withoutLogin(
                        "an admin's token for another audience", "Bearer " + tokens.forAnotherAudience("admin")),
                Asker.withoutLogin(
                        "the administrator of another realm",
                        "Bearer " + tokens.ofAnotherRealm(demo.administratorPassword())),
                Asker.withoutLogin("an admin's token signed by somebody else", "Bearer " + Tokens.forged(good)),
                Asker.withoutLogin("an admin's token signed by nobody", "Bearer " + Tokens.unsigned(good)),
                Asker.withoutLogin("an admin's ID token", "Bearer " + tokens.idTokenOf("admin")),
                Asker.withoutLogin("noise", "Bearer noise"),
                Asker.withLogin("somebody without a role", "", tokens.of("nobody")),
                Asker.withLogin("a viewer", "viewer", tokens.of("viewer")),
                Asker.withLogin("an operator", "operator", tokens.of("operator")),
                Asker.withLogin("maintenance", "maintenance", tokens.of("maintenance")),
                Asker.withLogin("an engineer", "engineer", tokens.of("engineer")),
                Asker.withLogin("an admin", "admin", good),
                Asker.withLogin(
                        "a program that reports",
                        "viewer",
                        tokens.ofProgram("oee-reporting", demo.clientSecret("oee-reporting"))));
    }

    @Test
    void passwordsAreSaidOnceAndKeptFromOthers() throws Exception {
        assertThat(demo.said()).contains("viewer-plant01", tokens.password("admin"));
        assertThat(demo.said()).contains("keycloak/logins.properties");
        for (String file : List.of("keycloak/logins.properties", "keycloak/secrets.properties", "logs/demo.log")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(demo.folder().resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whoHasOneSiteSeesItAlone() {
        assertThat(equipment("viewer-plant01"))
                .contains(GuardedDemo.MACHINE_1)
                .noneMatch(path -> path.startsWith("PLANT02"));
        assertThat(equipment("nowhere")).isEmpty();
        assertThat(equipment("admin")).contains(GuardedDemo.MACHINE_1, GuardedDemo.MACHINE_2);
        assertThat(online("viewer-plant01")).containsOnly("PLANT01");
        assertThat(online("nowhere")).isEmpty();
    }

    @Test
    void aStreamTellsOfTheOwnSiteOnly() throws Exception {
        try (EventStream all = EventStream.open(demo.service("ANALYTICS"), tokens.of("viewer"));
                EventStream own = EventStream.open(demo.service("ANALYTICS"), tokens.of("viewer-plant01"))) {
            await().atMost(PATIENCE).until(() -> all.changesOf("PLANT02") >= 3 && own.changesOf("PLANT01") >= 3);

            assertThat(own.text()).doesNotContain("PLANT02");
        }
    }

    @Test
    void metricsNameThePlantAndAreNotForWhoeverComesThroughAProxy() {
        String address = demo.service("ANALYTICS") + "/q/metrics";
        String scraped = given().get(address).then().statusCode(200).extract().asString();
        assertThat(scraped).contains("oee_witness_completeness{group=\"PLANT02\"");

        int stranger = given().redirects()
                .follow(false)
                .header("X-Forwarded-For", "192.0.2.7")
                .get(address)
                .statusCode();
        Response ofOneSite = as("ANALYTICS", "viewer-plant01")
                .header("X-Forwarded-For", "192.0.2.7")
                .get("/q/metrics");

        assertThat(stranger).isEqualTo(302);
        assertThat(ofOneSite.statusCode()).isEqualTo(403);
        assertThat(ofOneSite.asString()).contains("all-sites-needed").doesNotContain("PLANT02");
    }

    @Test
    void aFigureOfAnotherSiteIsNotGivenAway() {
        String query = "/api/v1/oee?from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z&equipment=";
        int unknown =
                as("ANALYTICS", "viewer-plant01").get(query + "NO-SUCH-SITE").statusCode();

        Response foreign = as("ANALYTICS", "viewer-plant01").get(query + "PLANT02");

        assertThat(as("ANALYTICS", "viewer").get(query + "PLANT02").statusCode())
                .isEqualTo(200);
        // whether there is such a site is nobody's business
        assertThat(foreign.statusCode()).isEqualTo(unknown).isIn(403, 404);
    }

    @Test
    void anOperatorCommandsAViewerDoesNotAndNobodyElsewhere() {
        assertThat(command("viewer", "PLANT01", SPEED, 50).statusCode()).isEqualTo(403);
        assertThat(command("maintenance", "PLANT01", SPEED, 50).statusCode()).isEqualTo(403);
        assertThat(command("operator-plant01", "PLANT02", SPEED, 50).statusCode())
                .isIn(403, 404);

        Response ordered = command("operator-plant01", "PLANT01", SPEED, 51);

        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(202);
        awaitStatus(ordered.path("id"), "confirmed");
        assertThat(find(ordered.path("id")).<String>path("actor")).isEqualTo("operator-plant01");
    }

    @Test
    void aCriticalCommandNeedsAnotherOperator() {
        Response ordered = command("operator", "PLANT02", STATE_COMMAND, 3);
        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(202);
        String id = ordered.path("id");
        awaitStatus(id, "waiting-for-approval");

        Response own = approve("operator", id);
        Response byViewer = approve("viewer", id);
        Response fromElsewhere = approve("operator-plant01", id);
        Response byAnother = approve("operator2", id);

        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.<String>path("type")).endsWith("own-command");
        assertThat(byViewer.statusCode()).isEqualTo(403);
        assertThat(fromElsewhere.statusCode()).isIn(403, 404);
        assertThat(byAnother.statusCode()).as(byAnother.asString()).isEqualTo(200);
        awaitStatus(id, "confirmed");
        assertThat(find(id).<List<String>>path("history.actor")).contains("operator2");
    }

    @Test
    void aHeaderNamesNobodyWhereThereAreLogins() {
        Response ordered = as("COMMAND", "operator")
                .header("X-Actor", "somebody-else")
                .contentType(ContentType.JSON)
                .body(body("PLANT01", SPEED, 52))
                .post("/api/v1/commands");

        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(202);
        assertThat(ordered.<String>path("actor")).isEqualTo("operator");
    }

    @Test
    void whatHelmTestPublishesAndReadsIsRight() throws Exception {
        var test = new HelmTest(demo);
        assertThat(test.read().output()).contains("no birth of HELM-TEST/edge_HELM-TEST/FILLER since");

        test.publish();
        HelmTest.Outcome read = test.read();

        assertThat(read.code()).as(read.output()).isZero();
        assertThat(read.output()).contains("\"availability\":0.4444");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whoIsInGoesOnWithoutKeycloakAndItComesBack() throws Exception {
        String valid = tokens.of("operator");
        ProcessHandle keycloak = demo.process("Keycloak");

        keycloak.destroyForcibly();
        keycloak.onExit().join();
        Response read = at("ANALYTICS", valid).get("/api/v1/equipment");
        Response ordered = at("COMMAND", valid)
                .contentType(ContentType.JSON)
                .body(body("PLANT01", SPEED, 53))
                .post("/api/v1/commands");
        boolean away = !answers(demo.realm());

        assertThat(away).as("Keycloak was away all the time").isTrue();
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> answers(demo.realm()));
        assertThat(as("ANALYTICS", "viewer").get("/api/v1/equipment").statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(demo::isReady);
    }

    /** The same people, at a browser. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InABrowser {
        private static final double PATIENCE_MS = 60_000;

        private final List<Person> people = new ArrayList<>();
        private Chromium chromium;

        @BeforeAll
        void openBrowser() {
            Optional<Path> executable = Chromium.executable();
            Assumptions.assumeTrue(executable.isPresent(), Chromium.HOW_TO_GET_IT);
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
            chromium = Chromium.start(executable.get());
        }

        @AfterAll
        void closeBrowser() {
            if (chromium != null) {
                chromium.close();
            }
        }

        @AfterEach
        void goHome() {
            people.forEach(Person::close);
            people.clear();
        }

        @Test
        void aViewerComesInThroughKeycloakSeesTheBoardAndLeaves() {
            Person viewer = somebody().goTo(demo.service("ANALYTICS") + "/");
            URI form = viewer.asked("/realms/oee/protocol/openid-connect/auth").getFirst();
            assertThat(form.getAuthority()).isEqualTo(demo.realm().getAuthority());
            assertThat(form.getQuery())
                    .contains("response_type=code", "client_id=oee-analytics", "code_challenge_method=S256")
                    .containsPattern("code_challenge=[\\w-]{43}");

            viewer.logIn("viewer", tokens.password("viewer"));

            assertThat(viewer.find("article.tile[data-equipment='" + GuardedDemo.MACHINE_1 + "']"))
                    .isVisible();
            assertThat(viewer.find("article.tile[data-equipment='" + GuardedDemo.MACHINE_2 + "']"))
                    .isVisible();
            assertThat(viewer.find("#who")).containsText("viewer");
            assertThat(viewer.place().getAuthority())
                    .isEqualTo(demo.service("ANALYTICS").getAuthority());
            assertThat(viewer.place().getRawQuery())
                    .as("nothing of the login stays in the address")
                    .isNull();
            assertThat(viewer.complaints()).isEmpty();
            viewer.page().context().cookies().stream()
                    .filter(cookie -> cookie.name.startsWith("q_session"))
                    .forEach(cookie ->
                            assertThat(cookie.httpOnly).as(cookie.name).isTrue());

            viewer.find("#who a").click();

            assertThat(viewer.find("#kc-login")).isVisible();
            viewer.goTo(demo.service("ANALYTICS") + "/");
            assertThat(viewer.find("#kc-login")).isVisible();
        }

        @Test
        void aViewerCannotCommandAndAnOperatorCanAndOneLoginOpensAllPages() {
            Person viewer = somebody().goTo(demo.service("ANALYTICS") + "/").logIn("viewer", tokens.password("viewer"));
            assertThat(viewer.find("#who")).containsText("viewer");
            viewer.goTo(demo.service("COMMAND") + "/");
            assertThat(viewer.find("#who")).containsText("viewer");
            assertThat(viewer.find("#notice")).containsText("operator");
            assertThat(viewer.ask("POST", "/api/v1/commands", body("PLANT01", SPEED, 60)))
                    .isEqualTo(403);

            Person operator =
                    somebody().goTo(demo.service("COMMAND") + "/").logIn("operator", tokens.password("operator"));
            assertThat(operator.find("#who")).containsText("operator");
            assertThat(operator.ask("POST", "/api/v1/commands", body("PLANT01", SPEED, 61)))
                    .isEqualTo(202);
            assertThat(operator.complaints()).isEmpty();
        }

        @Test
        void whatCouldNotBeSentStaysOnThePageAndIsSentAfterALogin() {
            Person operator =
                    somebody().goTo(demo.service("COMMAND") + "/").logIn("operator", tokens.password("operator"));
            operator.find("[data-path='" + GuardedDemo.MACHINE_1 + "']").click();
            Locator value = operator.find("input[aria-label='New value of " + SPEED + "']");
            Locator send = operator.find("form.write")
                    .filter(new Locator.FilterOptions().setHas(value))
                    .getByRole(AriaRole.BUTTON);
            value.fill("54");
            assertThat(send).isEnabled();
            // what the page asks by itself would show the end of the session before
            operator.page().route("**/api/v1/{nodes,host}*", Route::abort);
            operator.page()
                    .context()
                    .clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("q_session.*")));
            operator.page().evaluate("window.stillTheSame = true");

            send.click();

            assertThat(operator.find("#answer")).containsText("Not sent: your login has ended");
            int loads = operator.asked("/api/v1/nodes").size();
            operator.page().unrouteAll();
            assertThat(operator.find("#banner")).containsText("log in on the board");
            assertThat(operator.page().evaluate("window.stillTheSame")).isEqualTo(true);
            assertThat(operator.asked("/api/v1/nodes")).hasSizeGreaterThan(loads);
            assertThat(value).hasValue("54");

            Page beside = operator.page()
                    .waitForPopup(() -> operator.find("#answer a").click());
            assertThat(beside.locator("#who")).containsText("operator");
            assertThat(operator.find("#banner")).isHidden();
            send.click();
            assertThat(operator.find("#answer")).containsText("was accepted");
        }

        @Test
        void whoHasOneSiteSeesNoTileOfAnother() {
            Person scoped = somebody()
                    .goTo(demo.service("ANALYTICS") + "/")
                    .logIn("viewer-plant01", tokens.password("viewer-plant01"));

            assertThat(scoped.find("article.tile[data-equipment='" + GuardedDemo.MACHINE_1 + "']"))
                    .isVisible();
            assertThat(scoped.find("article.tile[data-equipment^='PLANT02']")).hasCount(0);
            assertThat(scoped.find("body")).not().containsText("PLANT02");
        }

        @Test
        void aWrongPasswordOpensNothing() {
            Person stranger =
                    somebody().goTo(demo.service("AUTH") + "/q/swagger-ui/").logIn("viewer", "Not-This-One-1");

            assertThat(stranger.find("body")).containsText("Invalid username or password");
            assertThat(stranger.place().getAuthority()).isEqualTo(demo.realm().getAuthority());
        }

        private Person somebody() {
            Person somebody = new Person(chromium.page());
            people.add(somebody);
            return somebody;
        }
    }

    private void add(String name, String role, String site) {
        demo.realmAdmin().addUser(name, PASSWORD, role, List.of(site));
        tokens.know(name, PASSWORD);
    }

    private RequestSpecification as(String service, String person) {
        return at(service, tokens.of(person));
    }

    private RequestSpecification at(String service, String token) {
        return given().baseUri(demo.service(service).toString()).header("Authorization", "Bearer " + token);
    }

    private List<String> equipment(String person) {
        return as("ANALYTICS", person)
                .get("/api/v1/live/tiles")
                .then()
                .statusCode(200)
                .extract()
                .path("equipment");
    }

    /** The groups whose edge nodes are online. */
    private List<String> online(String person) {
        return as("COMMAND", person)
                .get("/api/v1/nodes")
                .then()
                .statusCode(200)
                .extract()
                .path("findAll { it.online }.group");
    }

    private Response command(String person, String site, String metric, int value) {
        return as("COMMAND", person)
                .contentType(ContentType.JSON)
                .body(body(site, metric, value))
                .post("/api/v1/commands");
    }

    private static String body(String site, String metric, int value) {
        String node = site.equals("PLANT01") ? "edge_LOGIN-LINE01" : "edge_LOGIN-LINE02";
        return """
                {"target": {"group": "%s", "node": "%s", "device": "M1"}, "reason": "system test", "metrics": [{"name": "%s", "value": %d}]}""".formatted(site, node, metric, value);
    }

    private Response approve(String person, String id) {
        return as("COMMAND", person)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/commands/" + id + "/approval");
    }

    private Response find(String id) {
        return as("COMMAND", "operator").get("/api/v1/commands/" + id);
    }

    private void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(find(id).<String>path("status")).isEqualTo(status));
    }

    private static boolean answers(URI realm) {
        try {
            return given().get(realm + "/.well-known/openid-configuration").statusCode() == 200;
        } catch (Exception refused) {
            return false;
        }
    }
}
